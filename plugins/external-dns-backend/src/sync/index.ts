export * from './loop';
export * from './triggers';
export type { SyncEnd } from './saveOutcomes';

export * from './collected';
export { createCollector } from './collector';
export type { CollectorOptions } from './collector';

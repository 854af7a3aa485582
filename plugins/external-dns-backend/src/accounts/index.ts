export * from './account';
export * from './ambiguity';
export * from './createAccounts';
export * from './limiter';
export * from './zoneFilter';

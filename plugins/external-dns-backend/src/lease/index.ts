export * from './lease';
export * from './leaseStore';

export * from './provider';
export * from './providerError';
export * from './providerEntry';
export * from './retryAfter';
export * from './secret';
export * from './extensionPoint';
export * from './clusterAccess';
export * from './jsonElements';

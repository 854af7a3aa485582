export * from './provider';
export * from './providerError';
export * from './providerEntry';
export * from './secret';
export * from './extensionPoint';
export * from './clusterAccess';

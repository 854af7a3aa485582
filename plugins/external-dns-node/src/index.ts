export * from './provider';
export * from './providerError';
export * from './extensionPoint';
export * from './clusterAccess';

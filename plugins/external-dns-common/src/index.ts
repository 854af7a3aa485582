export * from './ExternalDnsClient';
export * from './annotations';
export * from './api';
export * from './permissions';
export * from './state';

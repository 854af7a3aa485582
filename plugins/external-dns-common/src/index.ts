export * from './ExternalDnsClient';
export * from './annotations';
export * from './api';
export * from './gslb';
export * from './health';
export * from './permissions';
export * from './state';

export * from './facts';
export * from './observed';
export * from './state';

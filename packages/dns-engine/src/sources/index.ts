export * from './kinds';
export * from './found';
export * from './sources';
export * from './collect';
export * from './combine';
export { SourceFailure } from './strategies';

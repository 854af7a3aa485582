export * from './kinds';
export * from './found';
export * from './sources';
export * from './collect';
export { SourceFailure } from './strategies';

export * from './endpoint';
export * from './recordSet';
export * from './verdict';
export * from './reasons';
export * from './provider';
export * from './plan/change';
export * from './options/types';
export * from './sources/source';

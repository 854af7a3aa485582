export * from './decisionChanges';
export * from './facts';
export * from './observed';
export * from './state';
export * from './expectedAnswers';
export * from './findingsTable';
export * from './nsName';
export { gslbLabel } from './references';
export { unheldDelegations } from './unheldDelegations';

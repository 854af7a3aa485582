export { FakeAzure } from './fakeAzure';
export type { Call } from './fakeAzure';
export type { Visibility } from './description';
export type { Fault } from './faults';
export type { FakeIdentity, TokenRequest } from './identity';
export type { Properties } from './values';
export type { FakeZone, HeldSet } from './zone';

export { FakeRoute53 } from './fakeRoute53';
export type { Call } from './fakeRoute53';
export type { Fault } from './faults';
export type { BatchChange, HeldRecordSet } from './recordSet';
export type { FakeZone, ZoneOptions } from './zone';
export type { ScriptedFault } from '../scriptedFaults';

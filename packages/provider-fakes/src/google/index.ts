export { FakeGoogle } from './fakeGoogle';
export type { Call } from './fakeGoogle';
export type { Fault } from './faults';
export type { Quota } from './change';
export type { HeldRecordSet, WantedChange } from './recordSet';
export type { FakeZone, ZoneOptions } from './zone';

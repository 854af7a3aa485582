export { FakeCloudflare } from './fakeCloudflare';
export type { Fault } from './faults';
export type { Call } from './messages';
export type { HeldRecord, Plan, RecordBody } from './records';
export type { FakeZone } from './zones';
export type { ScriptedFault } from '../scriptedFaults';

export { FakeHetzner } from './fakeHetzner';
export type { ActionFailure, Actions } from './actions';
export type { Fault, Faults } from './faults';
export type { Call } from './messages';
export type {
  FakeZone,
  HeldRecord,
  HeldRecordSet,
  RecordSetBody,
} from './zone';

import type { Wanted } from '../merge/settleRow';
import { OwnedRecordSet } from '../recordSet';
import type { Refusal } from './refusals';

/** What is to become of one type of the row. @internal */
export type Step =
  | { action: 'create'; wanted: Wanted }
  | { action: 'update'; wanted: Wanted; current: OwnedRecordSet }
  | { action: 'keep'; wanted: Wanted; current: OwnedRecordSet }
  | { action: 'delete'; current: OwnedRecordSet }
  | { action: 'refuse'; wanted: Wanted; refusal: Refusal };

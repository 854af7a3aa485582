import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';
import { ResyncRecord } from '../store/resyncs';
import { SyncTrigger } from '../store/syncs';

/** Why a sync runs, and how much it has to look at. @internal */
export interface Due {
  trigger: SyncTrigger;
  /** Objects whose change woke the loop. */
  cause: ObjectRef[];
  /** Everything is read again. */
  sweep: boolean;
  resyncs: ResyncRecord[];
}

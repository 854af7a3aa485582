import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ChangeUnit,
  DelegationMemory,
  InstanceWishes,
  Options,
  TxtCipherFactory,
} from '@openova/dns-engine';
import { AccountZone } from '../accounts/account';
import { Clock } from '../clock/clock';
import { LeaseTerm } from '../lease/lease';
import { Store } from '../store/store';
import type { Applied } from './apply';
import { ObservedZone, ObservedZones } from './observedZone';

/** What one zone has to do in one sync. @internal */
export interface ZoneWork {
  zone: AccountZone;
  /** What the clusters ask for in this zone. */
  desired: InstanceWishes[];
  /** Differs whenever `desired` does. */
  digest: string;
  /** What has to be read again, and tried again where it was refused. */
  reread?: 'all' | ReadonlySet<string>;
  /** Why nothing may be written here, if so. */
  ambiguity?: string;
}

/** Writes units to one zone. @internal */
export type Applier = (
  units: readonly ChangeUnit[],
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
) => Promise<Applied>;

/** What the plans of all zones are told of k8gb's delegations. @internal */
export interface GslbKnowledge extends Omit<DelegationMemory, 'remembered'> {
  /** Differs whenever the rest does. */
  digest: string;
}

/** What all zones of one sync share. @internal */
export interface SyncContext {
  term: LeaseTerm;
  store: Store;
  clock: Clock;
  logger: LoggerService;
  observed: ObservedZones;
  /** All configured instances. */
  instances: readonly Options[];
  cipher?: TxtCipherFactory;
  /** What is known of k8gb's delegations beside what the zones remember. */
  gslb?: GslbKnowledge;
  /** Absent where every instance only observes: then nothing can write. */
  apply?: Applier;
  priority: 'background' | 'interactive';
  /** Milliseconds within which a service has to answer one request. */
  requestTimeout: number;
  startedAt: Date;
  /** The row of this sync, if something had to be written down. */
  readonly row: Promise<number> | undefined;
  /** The row of this sync; made when the first thing has to be written down. */
  syncId(): Promise<number>;
}

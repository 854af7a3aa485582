import { Knex } from 'knex';
import { AccountStore } from './accounts';
import { ChangeStore } from './changes';
import { CheckStore } from './checks';
import { ClaimStore } from './claims';
import { DelegationStore } from './delegations';
import { FindingStore } from './findings';
import { ObservationStore } from './observations';
import { RecordSetStore } from './recordSets';
import { ResyncStore } from './resyncs';
import { SyncStore } from './syncs';
import { VerdictStore } from './verdicts';
import { ZoneStore } from './zones';

/** All that the loop remembers and the API reads, one class a table. @internal */
export interface Store {
  knex: Knex;
  accounts: AccountStore;
  changes: ChangeStore;
  checks: CheckStore;
  claims: ClaimStore;
  delegations: DelegationStore;
  findings: FindingStore;
  observations: ObservationStore;
  recordSets: RecordSetStore;
  resyncs: ResyncStore;
  syncs: SyncStore;
  verdicts: VerdictStore;
  zones: ZoneStore;
  /** Forgets what is known of the rows that stand: a new writer starts with it. */
  forget(): void;
}

/** @internal */
export function createStore(knex: Knex): Store {
  const store = {
    knex,
    accounts: new AccountStore(knex),
    changes: new ChangeStore(knex),
    checks: new CheckStore(knex),
    claims: new ClaimStore(knex),
    delegations: new DelegationStore(knex),
    findings: new FindingStore(knex),
    observations: new ObservationStore(knex),
    recordSets: new RecordSetStore(knex),
    resyncs: new ResyncStore(knex),
    syncs: new SyncStore(knex),
    verdicts: new VerdictStore(knex),
    zones: new ZoneStore(knex),
  };
  return {
    ...store,
    forget() {
      for (const table of [
        store.claims,
        store.delegations,
        store.findings,
        store.recordSets,
        store.verdicts,
      ]) {
        table.forget();
      }
    },
  };
}

import { hostnameStatesWorstFirst } from '@openova/backstage-plugin-external-dns-common';
import { normaliseName, Reason, reasons, Verdict } from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf } from './columns';
import { DigestedTable, Written } from './digestedTable';

/** A row of `verdicts`. @internal */
export interface VerdictRow {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
  dns_name: string;
  record_type: string;
  set_identifier: string;
  reason: string;
  state: string;
  rank: number;
  params: string;
  digest: string;
  since: Date;
}

/** What became of each wish; written by the writer only. @internal */
export class VerdictStore {
  readonly #table: DigestedTable<VerdictRow>;
  /** Most verdicts are the very objects of the last time. */
  readonly #rows = new WeakMap<Verdict, VerdictRow>();

  constructor(knex: Knex) {
    this.#table = new DigestedTable<VerdictRow>(knex, {
      table: 'verdicts',
      key: [
        'cluster',
        'kind',
        'namespace',
        'name',
        'dns_name',
        'record_type',
        'set_identifier',
      ],
    });
  }

  forget(): void {
    this.#table.forget();
  }

  /** These are all verdicts there are. */
  async replaceAll(verdicts: Iterable<Verdict>, at: Date): Promise<Written> {
    return this.#table.replace('', this.#rowsOf(verdicts, at));
  }

  *#rowsOf(verdicts: Iterable<Verdict>, at: Date): Generator<VerdictRow> {
    for (const verdict of verdicts) {
      let row = this.#rows.get(verdict);
      if (!row) this.#rows.set(verdict, (row = rowOf(verdict, at)));
      // It is written where the verdict is new: then it is so since now.
      row.since = at;
      yield row;
    }
  }
}

function rowOf(verdict: Verdict, at: Date): VerdictRow {
  const reason: Reason = reasons[verdict.reason];
  const params = JSON.stringify(verdict.params);
  return {
    cluster: verdict.origin.cluster,
    kind: verdict.origin.kind,
    namespace: verdict.origin.namespace,
    name: verdict.origin.name,
    dns_name: normaliseName(verdict.dnsName),
    record_type: verdict.recordType,
    set_identifier: verdict.setIdentifier,
    reason: verdict.reason,
    state: reason.state,
    rank: hostnameStatesWorstFirst.indexOf(reason.state),
    params,
    digest: digestOf(verdict.reason, params),
    since: at,
  };
}

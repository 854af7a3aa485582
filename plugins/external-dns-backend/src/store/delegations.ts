import { DelegationDecision } from '@openova/backstage-plugin-external-dns-common';
import {
  DelegationDecisions,
  DelegationMember,
  DelegationState,
  normaliseName,
} from '@openova/dns-engine';
import { Knex } from 'knex';
import { chunks, digestOf, readJson } from './columns';
import { DigestedTable } from './digestedTable';

interface DelegationRow {
  zone_key: string;
  zone: string;
  provider: string;
  payload: string;
  digest: string;
  planned_at: Date;
}

interface HostRow {
  zone_key: string;
  zone: string;
  dns_name: string;
}

interface DecisionRow {
  zone: string;
  kind: DelegationDecision['kind'];
  cluster: string;
}

/** A member that is not what it was. */
type MemberState = DelegationMember['state'] | 'gone';

/**
 * Delegated zones as the plans left them, by the key of the zone that holds the NS set;
 * an empty key for those that no account holds. Also what people decided about them,
 * and what happened to their members.
 *
 * @internal
 */
export class DelegationStore {
  readonly #states: DigestedTable<DelegationRow>;

  constructor(private readonly knex: Knex) {
    this.#states = new DigestedTable<DelegationRow>(knex, {
      table: 'delegations',
      key: ['zone_key', 'zone'],
      scope: 'zone_key',
    });
  }

  forget(): void {
    this.#states.forget();
  }

  async ofZone(zoneKey: string): Promise<DelegationState[]> {
    const rows: DelegationRow[] = await this.knex('delegations')
      .where({ zone_key: zoneKey })
      .orderBy('zone');
    return rows.map(row => readJson<DelegationState>(row.payload));
  }

  /** Makes the states of a zone be these; `before` are those that stand. */
  async change(
    zone: { key: string; provider: string },
    before: readonly DelegationState[],
    after: readonly DelegationState[],
    at: Date,
  ): Promise<void> {
    if (before.length + after.length === 0) return;
    const { written, deleted } = await this.#states.replace(
      zone.key,
      after.map(state => {
        const payload = JSON.stringify(state);
        return {
          zone_key: zone.key,
          zone: state.zone,
          provider: zone.provider,
          payload,
          digest: digestOf(withoutTime(state), zone.provider),
          planned_at: at,
        };
      }),
    );
    if (written + deleted === 0) return;
    await this.#saveHosts(zone.key, after);
    await this.#addEvents(before, after, at);
    await this.#settleDecisions(before, after);
  }

  /** What people decided and is still to be done. */
  async decisions(): Promise<DelegationDecisions> {
    const rows = await this.knex<DecisionRow>('delegation_decisions').orderBy([
      'zone',
      'kind',
      'cluster',
    ]);
    const zonesOf = (kind: DecisionRow['kind']) =>
      rows.filter(row => row.kind === kind).map(row => row.zone);
    return {
      adopt: zonesOf('adopt'),
      forget: rows
        .filter(row => row.kind === 'forget')
        .map(({ zone, cluster }) => ({ zone, cluster })),
      remove: zonesOf('remove'),
    };
  }

  async decide(
    zone: string,
    decision: DelegationDecision,
    by: { name: string; at: Date },
  ): Promise<void> {
    await this.knex('delegation_decisions')
      .insert({
        zone,
        kind: decision.kind,
        cluster: decision.kind === 'forget' ? decision.cluster : '',
        decided_by: by.name,
        decided_at: by.at,
      })
      .onConflict(['zone', 'kind', 'cluster'])
      .merge();
  }

  /** A few rows for each zone; without a transaction, which would lock readers out. */
  async #saveHosts(
    zoneKey: string,
    states: readonly DelegationState[],
  ): Promise<void> {
    const rows = new Map<string, HostRow>();
    for (const { zone, hosts } of states) {
      for (const { host } of hosts) {
        const name = normaliseName(host);
        const row = { zone_key: zoneKey, zone, dns_name: name };
        rows.set(`${zone} ${name}`, row);
      }
    }
    await this.knex('delegation_hosts')
      .where({ zone_key: zoneKey })
      .whereNotIn(
        ['zone', 'dns_name'],
        [...rows.values()].map(row => [row.zone, row.dns_name]),
      )
      .delete();
    for (const chunk of chunks([...rows.values()], 200)) {
      await this.knex('delegation_hosts')
        .insert(chunk)
        .onConflict(['zone_key', 'zone', 'dns_name'])
        .ignore();
    }
  }

  async #addEvents(
    before: readonly DelegationState[],
    after: readonly DelegationState[],
    at: Date,
  ): Promise<void> {
    const known = membersOf(before);
    const now = membersOf(after);
    const events = [];
    for (const [key, { zone, cluster, state, sentence }] of now) {
      const from: MemberState = known.get(key)?.state ?? 'gone';
      if (from !== state) {
        events.push({ at, zone, cluster, from, to: state, sentence });
      }
    }
    for (const [key, { zone, cluster, state }] of known) {
      if (now.has(key)) continue;
      const sentence = `Nothing speaks of ${cluster} in ${zone} any more.`;
      events.push({ at, zone, cluster, from: state, to: 'gone', sentence });
    }
    if (events.length > 0) {
      for (const chunk of chunks(events, 100)) {
        await this.knex('delegation_events').insert(chunk);
      }
    }
  }

  /** A decision that has nothing left to do must not surprise anybody later. */
  async #settleDecisions(
    before: readonly DelegationState[],
    after: readonly DelegationState[],
  ): Promise<void> {
    const now = membersOf(after);
    for (const state of before) {
      const { zone } = state;
      const stands = after.find(each => each.zone === zone);
      const decisions = () =>
        this.knex<DecisionRow>('delegation_decisions').where({ zone });
      if (!stands) {
        await decisions().delete();
        continue;
      }
      if (stands.standing?.ownership === 'ours') {
        await decisions().where({ kind: 'adopt' }).delete();
      }
      for (const { cluster } of state.members) {
        if (now.has(`${zone} ${cluster}`)) continue;
        await decisions().where({ kind: 'forget', cluster }).delete();
      }
    }
  }
}

/** When it was asked changes nothing; the observation has a row of its own. */
function withoutTime({ observed, ...state }: DelegationState): object {
  return { ...state, observed: observed && { ...observed, at: '' } };
}

function membersOf(
  states: readonly DelegationState[],
): Map<
  string,
  { zone: string; cluster: string; state: MemberState; sentence: string }
> {
  return new Map(
    states.flatMap(({ zone, members }) =>
      members.map(({ cluster, state, sentence }) => [
        `${zone} ${cluster}`,
        { zone, cluster, state, sentence },
      ]),
    ),
  );
}

import { ObservedDelegation } from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf, readJson } from './columns';

/** What was seen of delegated zones over DNS, the last of each. @internal */
export class ObservationStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<ObservedDelegation[]> {
    const rows: string[] = await this.knex('delegation_observations')
      .orderBy('zone')
      .pluck('payload');
    return rows.map(payload => readJson<ObservedDelegation>(payload));
  }

  /** Answers whether something else was seen than before. */
  async save(observation: ObservedDelegation): Promise<boolean> {
    const { at, zone, ...seen } = observation;
    const digest = digestOf(seen);
    const before: { digest: string } | undefined = await this.knex(
      'delegation_observations',
    )
      .where({ zone })
      .first('digest');
    await this.knex('delegation_observations')
      .insert({
        zone,
        payload: JSON.stringify(observation),
        digest,
        asked_at: new Date(at),
      })
      .onConflict('zone')
      .merge();
    return before?.digest !== digest;
  }

  /** Forgets zones that are delegated no more. */
  async keepOnly(zones: readonly string[]): Promise<void> {
    await this.knex('delegation_observations')
      .whereNotIn('zone', zones)
      .delete();
  }
}

import { ObservedDelegation } from '@openova/dns-engine';
import { Knex } from 'knex';
import { chunks, digestOf, readJson } from './columns';

interface ObservationRow {
  zone: string;
  payload: string;
  digest: string;
  asked_at: Date;
}

/**
 * What was seen of delegated zones over DNS, one row a zone: the last answers, with
 * the time of the last question.
 *
 * @internal
 */
export class ObservationStore {
  constructor(private readonly knex: Knex) {}

  /** Of all zones, by their names. */
  async all(): Promise<ObservedDelegation[]> {
    const rows: Pick<ObservationRow, 'payload'>[] = await this.knex(
      'delegation_observations',
    )
      .orderBy('zone')
      .select('payload');
    return rows.map(row => readJson<ObservedDelegation>(row.payload));
  }

  /**
   * Stores what was answered; true where it says something else than the last time.
   * When it was asked does not count.
   */
  async save(observation: ObservedDelegation): Promise<boolean> {
    const { at, zone, ...answers } = observation;
    const digest = digestOf(answers);
    const stood: Pick<ObservationRow, 'digest'> | undefined = await this.knex(
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
    return stood?.digest !== digest;
  }

  /** Deletes what is known of all zones but these; answers how many that were. */
  async keepOnly(zones: readonly string[]): Promise<number> {
    const kept = new Set(zones);
    const rows: Pick<ObservationRow, 'zone'>[] = await this.knex(
      'delegation_observations',
    ).select('zone');
    const gone = rows.map(row => row.zone).filter(zone => !kept.has(zone));
    for (const some of chunks(gone, 200)) {
      await this.knex('delegation_observations').whereIn('zone', some).delete();
    }
    return gone.length;
  }
}

import { Knex } from 'knex';

/** @internal */
export interface LeaseRow {
  /** Empty: released. */
  holder: string;
  epoch: number;
  beat: number;
}

/** The row of the database that says who the writer is. @internal */
export class LeaseStore {
  constructor(private readonly knex: Knex, private readonly id = 'writer') {}

  async read(): Promise<LeaseRow | undefined> {
    const row:
      | { holder: string; epoch: number | string; beat: number | string }
      | undefined = await this.knex('lease').where({ id: this.id }).first();
    return (
      row && {
        holder: row.holder,
        epoch: Number(row.epoch),
        beat: Number(row.beat),
      }
    );
  }

  /** Takes the row if it is as it was seen; answers the new epoch, or undefined. */
  async take(
    seen: LeaseRow | undefined,
    by: { holder: string; at: Date; duration: number },
  ): Promise<number | undefined> {
    const epoch = (seen?.epoch ?? 0) + 1;
    const row = { holder: by.holder, epoch, beat: 0, ...times(by) };
    if (!seen) {
      // Two replicas may insert at the same time; who reads its own name back won.
      await this.knex('lease')
        .insert({ id: this.id, ...row })
        .onConflict('id')
        .ignore();
      const stands = await this.read();
      return stands?.holder === by.holder && stands.epoch === epoch
        ? epoch
        : undefined;
    }
    const count = await this.knex('lease')
      .where({ id: this.id, ...seen })
      .update(row);
    return count === 1 ? epoch : undefined;
  }

  /** Whether the heartbeat found the row still this holder's. */
  async beat(
    epoch: number,
    holder: string,
    at: { at: Date; duration: number },
  ): Promise<boolean> {
    const count = await this.knex('lease')
      .where({ id: this.id, epoch, holder })
      .update({ ...times(at), beat: this.knex.raw('beat + 1') });
    return count === 1;
  }

  async release(epoch: number, holder: string): Promise<void> {
    await this.knex('lease')
      .where({ id: this.id, epoch, holder })
      .update({ holder: '' });
  }
}

function times({ at, duration }: { at: Date; duration: number }) {
  return {
    heartbeat_at: at,
    expires_at: new Date(at.getTime() + duration),
  };
}

import { ChangeUnit } from '@openova/dns-engine';
import { ChangeEntry } from '../store/changes';
import { UnitResult } from './apply';
import { SyncContext, ZoneWork } from './context';

/** The lines of the journal that belong to units, in the order of their changes. */
function entriesOf(units: readonly ChangeUnit[]): ChangeEntry[] {
  return units.flatMap(unit =>
    unit.changes.map(change => ({
      change,
      dnsName: unit.dnsName,
      setIdentifier: unit.setIdentifier ?? '',
      origins: unit.origins,
    })),
  );
}

/** Lines of the journal that wait for their outcome. @internal */
export interface Journal {
  finish(results: readonly UnitResult[]): Promise<void>;
}

/** Tells what is about to be sent, before it is sent. @internal */
export async function beginJournal(
  units: readonly ChangeUnit[],
  work: ZoneWork,
  context: SyncContext,
  outcome: 'unknown' | 'planned',
): Promise<Journal> {
  if (units.length === 0) return { finish: async () => {} };
  const ids = await context.store.changes.begin(
    entriesOf(units),
    {
      syncId: await context.syncId(),
      zoneKey: work.zone.key,
      zone: work.zone.zone.name,
      at: context.clock.now(),
    },
    outcome,
  );
  return {
    async finish(results) {
      const fates = results.flatMap(result => result.fates);
      await context.store.changes.finish(
        ids.map((id, index) => ({
          id,
          ...(fates.at(index) ?? { outcome: 'not-sent' as const }),
        })),
      );
    },
  };
}

import { KeptPlan, normaliseName, RecordSet } from '@openova/dns-engine';
import { ProviderContext } from '@openova/backstage-plugin-external-dns-node';
import { yieldToEventLoop } from '../clock/clock';
import { saysTheSame } from '../store/columns';
import { SyncContext, ZoneWork } from './context';
import { namesOfUnits, ObservedZone } from './observedZone';
import { providerCall } from './providerCall';
import { planOf } from './planOf';
import { sortUnits } from './sortUnits';

/*
 * Which reads a sync needs.
 *
 * The first one of a writer's term, and each one that the sweep or a resync of the
 * zone asks for, reads the zone in full. Any other one plans on what is known; where
 * that plan wants to write, the names it would write (their TXT included) are read
 * again first, so that no write relies on something old. Where nothing is to be
 * written, nothing is read.
 */

/** What was read, for what has to be stored. @internal */
export type Read =
  | { kind: 'none' }
  | { kind: 'all' }
  | { kind: 'names'; names: ReadonlySet<string> };

/** @internal */
export interface Observed {
  read: Read;
  /** The plan on what was known before, if that is what stands. */
  plan?: KeptPlan;
}

/** Record sets that one page of a listing may hold; most services give 100 or more. */
const recordsPerPage = 100;

/** Brings what is known of the zone up to date, as far as this work needs it. @internal */
export async function observe(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<Observed> {
  if (!zone.readInFull || work.reread === 'all') {
    return { read: await readAll(work, zone, context) };
  }
  const names = new Set<string>(zone.uncertain);
  const draft = await planOf(work, zone, context);
  for (const name of work.reread ?? []) addWithTxt(name, draft, names);
  for (const name of namesOfUnits(sortUnits(draft.plan, zone).wanted)) {
    addWithTxt(name, draft, names);
  }
  if (names.size === 0) return { read: { kind: 'none' }, plan: draft };
  const known = zone.at(names);
  const read = await readNames(names, work, zone, context);
  return read.kind === 'names' && saysTheSame(known, zone.at(names))
    ? { read, plan: draft }
    : { read };
}

/** Reads these normalised names, or the zone where that is no more work. @internal */
export async function readNames(
  names: ReadonlySet<string>,
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<Read> {
  const { provider } = work.zone.account;
  const pages = Math.ceil(zone.size / recordsPerPage);
  if (!provider.capabilities.readsByName || names.size > Math.max(1, pages)) {
    return readAll(work, zone, context);
  }
  const records = await readPages(work, context, { names: [...names] });
  zone.replaceNames(names, records, context.clock.now());
  return { kind: 'names', names };
}

async function readAll(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<Read> {
  const records = await readPages(work, context, {});
  zone.replaceAll(records, context.clock.now());
  return { kind: 'all' };
}

async function readPages(
  work: ZoneWork,
  context: SyncContext,
  filter: { names?: readonly string[] },
): Promise<RecordSet[]> {
  const { account, zone } = work.zone;
  const collectPages = async (
    surroundings: ProviderContext,
    touch: () => void,
  ) => {
    const records: RecordSet[] = [];
    for await (const page of account.provider.listRecordSets(
      zone,
      filter,
      surroundings,
    )) {
      for (const record of page) records.push(record);
      touch();
      await yieldToEventLoop();
    }
    return records;
  };
  return providerCall(account, context, { writes: false }, collectPages);
}

/** A name with the names of the TXT that own its records. */
function addWithTxt(name: string, plan: KeptPlan, names: Set<string>): void {
  names.add(name);
  for (const { txt } of plan.recordSetsAt(new Set([name]))) {
    for (const each of txt) names.add(normaliseName(each.dnsName));
  }
}

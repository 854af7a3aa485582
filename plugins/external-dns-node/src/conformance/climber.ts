import { Change, Endpoint, RecordSet } from '@openova/dns-engine';
import { ChangeResult, ProviderContext } from '../provider';
import { ProviderError } from '../providerError';
import { difference, recordKey } from './difference';
import { ConformanceHarness, ConformanceOptions } from './harness';
import { unlimited } from './surroundings';

/**
 * Brings a zone from one state to the next through a provider, as the backend
 * would, and looks whether it got there. What the service put into the new zone is
 * foreign: it is never written, and has to be as it was at the end.
 */
export class Climber {
  private constructor(
    private readonly harness: ConformanceHarness,
    private readonly options: Pick<
      ConformanceOptions<ConformanceHarness>,
      'capabilities' | 'semantics'
    >,
    private readonly foreign: ReadonlyMap<string, RecordSet>,
  ) {}

  static async create(
    harness: ConformanceHarness,
    options: Pick<
      ConformanceOptions<ConformanceHarness>,
      'capabilities' | 'semantics'
    >,
  ): Promise<Climber> {
    const nothing = new Climber(harness, options, new Map());
    const found = await nothing.list();
    const foreign = new Map(found.map(set => [recordKey(set), set]));
    return new Climber(harness, options, foreign);
  }

  get zoneName(): string {
    return this.harness.zone.name;
  }

  /** A name in the zone. */
  name(label: string): string {
    return `${label}.${this.zoneName}`;
  }

  /** All that the zone holds, or what it holds at these names, but for what is foreign. */
  async list(names?: readonly string[]): Promise<RecordSet[]> {
    const { provider, zone } = this.harness;
    const found: RecordSet[] = [];
    const pages = provider.listRecordSets(zone, { names }, unlimited().context);
    for await (const page of pages) {
      found.push(...page.filter(set => !this.foreign.has(recordKey(set))));
    }
    return found;
  }

  /** The one record set with this name and type; fails where there is none. */
  async find(dnsName: string, recordType: string): Promise<RecordSet> {
    const key = recordKey({ dnsName, recordType });
    const found = (await this.list()).filter(set => recordKey(set) === key);
    expect(found).toHaveLength(1);
    return found[0];
  }

  /** One batch as it is. */
  write(changes: readonly Change[]): Promise<ChangeResult[]> {
    const { provider, zone } = this.harness;
    return provider.writeBatch(zone, changes, unlimited().context);
  }

  /**
   * One batch; where it is refused, what the service takes of it, as the backend does:
   * again without the changes that were named, else in halves. Resolves to the changes
   * that were refused.
   */
  async writeHalving(
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<Change[]> {
    const { provider, zone } = this.harness;
    try {
      const results = await provider.writeBatch(zone, changes, context);
      return changes.filter(
        (_, index) => results[index].outcome === 'rejected',
      );
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'Rejected') {
        throw error;
      }
      if (changes.length === 1) return [...changes];
      const named = error.refusedChanges;
      if (named?.size) {
        const others = changes.filter((_, index) => !named.has(index));
        return [
          ...changes.filter((_, index) => named.has(index)),
          ...(await this.writeHalving(others, context)),
        ];
      }
      const middle = Math.ceil(changes.length / 2);
      return [
        ...(await this.writeHalving(changes.slice(0, middle), context)),
        ...(await this.writeHalving(changes.slice(middle), context)),
      ];
    }
  }

  /** What would have to be written so that the zone is as wanted. */
  async missing(wanted: readonly Endpoint[]): Promise<Change[]> {
    const { provider, zone } = this.harness;
    const standing = await this.list();
    const missing = () =>
      difference(this.zoneName, standing, wanted, this.options.semantics);
    const draft = missing();
    const { questions } = provider;
    if (!questions?.areOpen(zone)) return draft;
    await questions.ask(zone, unlimited().context);
    return missing();
  }

  /**
   * Writes what is missing, all of it accepted; then a second run changes nothing.
   * Resolves to the number of batches.
   */
  async reach(wanted: readonly Endpoint[]): Promise<number> {
    const changes = await this.missing(wanted);
    const { batch } = this.options.capabilities;
    let batches = 0;
    for (let start = 0; start < changes.length; start += batch.changes) {
      const some = changes.slice(start, start + batch.changes);
      const results = await this.write(some);
      expect(results).toEqual(some.map(() => ({ outcome: 'done' })));
      batches += 1;
    }
    await this.expectReached(wanted);
    return batches;
  }

  /** A second run changes nothing, whichever way the zone is read. */
  async expectReached(wanted: readonly Endpoint[]): Promise<void> {
    expect(await this.missing(wanted)).toEqual([]);
    const listed = await this.list();
    const keys = listed.map(recordKey);
    expect(new Set(keys).size).toBe(keys.length);
    if (this.options.capabilities.readsByName) await this.expectByName(listed);
    if (this.harness.read) await this.expectPublished(listed);
  }

  /** What was in the zone before the first rung is there, and as it was. */
  async expectForeignUntouched(): Promise<void> {
    const { provider, zone } = this.harness;
    const found = new Map<string, RecordSet>();
    const pages = provider.listRecordSets(zone, {}, unlimited().context);
    for await (const page of pages) {
      for (const set of page) found.set(recordKey(set), set);
    }
    for (const [key, before] of this.foreign) {
      expect(found.get(key)?.targets).toEqual(before.targets);
      expect(found.get(key)?.recordTTL).toBe(before.recordTTL);
    }
  }

  private async expectByName(listed: readonly RecordSet[]): Promise<void> {
    const names = [...new Set(listed.map(set => set.dnsName))].slice(0, 20);
    if (names.length === 0) return;
    const isNamed = ({ dnsName }: RecordSet) => names.includes(dnsName);
    const byName = (await this.list(names)).filter(isNamed);
    const sorted = (sets: readonly RecordSet[]) =>
      [...sets].sort((a, b) => (recordKey(a) < recordKey(b) ? -1 : 1));
    expect(sorted(byName)).toEqual(sorted(listed.filter(isNamed)));
  }

  private async expectPublished(listed: readonly RecordSet[]): Promise<void> {
    for (const set of listed.slice(0, 20)) {
      if (set.setIdentifier) continue;
      const published = await this.harness.read?.(set.dnsName, set.recordType);
      expect([...(published ?? [])].sort()).toEqual([...set.targets].sort());
    }
  }
}

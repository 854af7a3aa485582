import fc from 'fast-check';
import { deployment, zoneDelegation } from '../__testUtils__/k8gbWorld';
import { config } from '../__testUtils__/worlds';
import { ChangeUnit, DesiredRecordSet } from '../plan/change';
import { planWorld, WorldPlan } from '../replay';
import { DelegationState } from './state';

/*
 * Clusters join, leave, vanish and come back in any order, plans are applied in part
 * or not at all. What must hold at every moment is checked after every single unit.
 */

const zone = 'gslb.openova.io';
const parent = 'openova.io';
const names = ['eu', 'us', 'ap', 'sa', 'af'];
const serverOf = (tag: string) => `gslb-ns-${tag}-${zone}`;
const addressOf = (tag: string) => `192.0.2.${names.indexOf(tag) + 1}`;
const ttl = 30;

interface Cluster {
  /** `none`: no object; `going`: it is being deleted. */
  object: 'none' | 'present' | 'going';
  isReachable: boolean;
  /** What was stored when the cluster was last read. */
  stored: unknown[];
}

type Step =
  | { do: 'join' | 'leave' | 'finish' | 'fail' | 'recover'; tag: string }
  | { do: 'wait'; seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'join',
        'leave',
        'leave',
        'finish',
        'fail',
        'recover',
      ),
      tag: fc.constantFrom(...names),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.integer({ min: 1, max: 90 }),
    }),
  },
);

/** Which units of a plan the service takes: as a rule all. */
const taken = fc.oneof(
  { weight: 3, arbitrary: fc.constant([true]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
  },
);

/** Who is there from the start, and what happens then. */
const history = fc.record({
  first: fc.subarray(names),
  steps: fc.array(fc.tuple(step, taken), { maxLength: 24, size: 'max' }),
});

class World {
  private readonly clusters = new Map<string, Cluster>(
    names.map(tag => [tag, { object: 'none', isReachable: true, stored: [] }]),
  );
  private remembered: readonly DelegationState[] = [];
  private seconds = 0;
  /** By `type name`. */
  readonly records = new Map<string, DesiredRecordSet>();
  /** What must not happen, and did. */
  readonly violations: string[] = [];
  /** When the NS set stopped to name a server. */
  private readonly withdrawnAt = new Map<string, number>();

  take(each: Step): void {
    if (each.do === 'wait') {
      this.seconds += each.seconds;
      return;
    }
    this.seconds += 1;
    const cluster = this.clusters.get(each.tag) as Cluster;
    switch (each.do) {
      case 'join':
        if (cluster.object === 'none') cluster.object = 'present';
        break;
      case 'leave':
        if (cluster.object === 'present') cluster.object = 'going';
        break;
      case 'finish':
        if (cluster.object === 'going') cluster.object = 'none';
        break;
      default:
        cluster.isReachable = each.do === 'recover';
    }
  }

  plan(): WorldPlan {
    const clusters: Record<string, unknown[] | null> = {};
    const last: Record<string, unknown[]> = {};
    for (const [tag, cluster] of this.clusters) {
      if (cluster.isReachable) {
        cluster.stored = objectsOf(tag, cluster.object);
        clusters[tag] = cluster.stored;
      } else {
        clusters[tag] = null;
        if (cluster.stored.length > 0) last[tag] = cluster.stored;
      }
    }
    const plan = planWorld({
      id: 'test',
      config: { ...config, sources: ['k8gb'] },
      clusters,
      last,
      records: [...this.records.values()].map(({ labels: _, ...each }) => each),
      now: new Date(1_795_000_000_000 + this.seconds * 1000).toISOString(),
      gslb: { remembered: JSON.parse(JSON.stringify(this.remembered)) },
    });
    this.remembered = plan.plans[0].delegations ?? [];
    return plan;
  }

  /** Applies a plan unit by unit; one that was refused takes with it what needs it. */
  apply({ plans }: WorldPlan, units: readonly boolean[]): void {
    const refused = new Set<string>();
    plans[0].units.forEach((unit, index) => {
      const waits = unit.after?.some(each => refused.has(each)) ?? false;
      if (waits || !units[index % units.length]) refused.add(unit.dnsName);
      else this.applyUnit(unit);
    });
  }

  private applyUnit({ changes }: ChangeUnit): void {
    const before = this.named();
    for (const change of changes) {
      const set = change.action === 'create' ? change.new : change.old;
      const key = `${set.recordType} ${set.dnsName}`;
      if (change.action === 'delete') this.checkDeletion(key);
      if (change.action === 'delete') this.records.delete(key);
      else this.records.set(key, change.new);
    }
    const after = this.named();
    for (const name of before) {
      if (!after.includes(name)) this.withdrawnAt.set(name, this.seconds);
      this.checkReachable(name, after);
    }
    for (const name of after) {
      const glue = this.records.get(`A ${name}`)?.targets.join();
      this.require(
        glue === addressOf(name.split('-')[2]),
        `${name} is named without its address`,
      );
    }
  }

  private require(holds: boolean, violation: string): void {
    if (!holds) this.violations.push(violation);
  }

  /** Glue goes only once no resolver can know the set that named it. */
  private checkDeletion(key: string): void {
    const [recordType, name] = key.split(' ');
    if (recordType !== 'A') return;
    const since = this.withdrawnAt.get(name) ?? -ttl;
    this.require(
      !this.named().includes(name) && this.seconds - since >= ttl,
      `the address of ${name} is taken away while it may be known`,
    );
    this.require(
      !this.isLost(name.split('-')[2]),
      `the address of ${name} is taken away because nobody can ask it`,
    );
  }

  /** Nobody is taken out because nobody can ask them. */
  private checkReachable(name: string, after: readonly string[]): void {
    this.require(
      after.includes(name) || !this.isLost(name.split('-')[2]),
      `${name} is withdrawn because nobody can ask it`,
    );
  }

  /** A member, when it was last read, that cannot be read now. */
  private isLost(tag: string): boolean {
    const { isReachable, stored } = this.clusters.get(tag) as Cluster;
    return !isReachable && stored.length > 1 && !isGoing(stored);
  }

  named(): readonly string[] {
    return this.records.get(`NS ${zone}`)?.targets ?? [];
  }

  /** Everybody can be read, and nothing more happens. */
  settle(): void {
    for (const cluster of this.clusters.values()) {
      cluster.isReachable = true;
      if (cluster.object === 'going') cluster.object = 'none';
    }
    for (let round = 0; round < 5; round += 1) {
      this.seconds += 2 * ttl;
      this.apply(this.plan(), [true]);
    }
  }

  members(): string[] {
    return names.filter(tag => this.clusters.get(tag)?.object === 'present');
  }
}

function isGoing(stored: readonly unknown[]): boolean {
  return JSON.stringify(stored).includes('deletionTimestamp');
}

function objectsOf(tag: string, object: Cluster['object']): unknown[] {
  const installed = deployment({ CLUSTER_GEO_TAG: tag });
  if (object === 'none') return [installed];
  const more =
    object === 'going' ? { deletionTimestamp: '2026-11-18T00:00:00Z' } : {};
  const servers = [`${serverOf(tag)} ${addressOf(tag)}`];
  return [
    installed,
    zoneDelegation(zone, parent, servers, { doFinalize: true, ...more }),
  ];
}

describe('clusters that join, leave and fail', () => {
  it('end in the union of those that are there, whatever happened before', () => {
    fc.assert(
      fc.property(history, ({ first, steps }) => {
        const world = new World();
        for (const tag of first) world.take({ do: 'join', tag });
        world.apply(world.plan(), [true]);
        for (const [each, units] of steps) {
          world.take(each);
          world.apply(world.plan(), units);
        }
        world.settle();
        const members = world.members();
        expect(world.violations).toEqual([]);
        expect([...world.named()].sort()).toEqual(members.map(serverOf).sort());
        const glue = [...world.records.keys()].filter(each =>
          each.startsWith('A '),
        );
        expect(glue.sort()).toEqual(
          members.map(each => `A ${serverOf(each)}`).sort(),
        );
        // One TXT for each record, and nothing else.
        expect(world.records.size).toBe(
          members.length === 0 ? 0 : 2 * (members.length + 1),
        );
        expect(world.plan().plans[0].units).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

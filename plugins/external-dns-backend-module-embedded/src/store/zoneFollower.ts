import { setsByName } from '../zone/setsByName';
import { ServedZones } from '../zone/servedZones';
import { ZoneContents } from '../zone/zoneContents';
import { ZoneStore, ZoneVersion } from './zoneStore';

const pageSize = 2000;

/**
 * Keeps zones in memory as the database has them, so that no answer waits for SQL.
 * Every replica follows: it compares one version per zone and reads the names that
 * changed since its own. A version is read before the names, so what a later batch
 * wrote meanwhile is at worst read twice.
 */
export class ZoneFollower {
  private readonly reached = new Map<string, number>();
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ZoneStore,
    private readonly names: readonly string[],
    readonly zones: ServedZones = new ServedZones(),
  ) {}

  /**
   * Brings all zones up to what the database holds at the time of the call. Calls
   * run one after the other.
   */
  catchUp(): Promise<void> {
    const turn = this.turn.then(async () => {
      for (const version of await this.store.versions(this.names)) {
        await this.follow(version);
      }
    });
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async follow(current: ZoneVersion): Promise<void> {
    const { name, version, serial } = current;
    const reached = this.reached.get(name);
    if (reached === version) return;
    const zone = this.zones.get(name);
    const changed =
      zone && reached !== undefined && reached < version
        ? await this.store.namesChangedSince(name, reached, version)
        : undefined;
    if (zone && changed) {
      const sets = setsByName(await this.store.readNames(name, changed));
      for (const each of changed) zone.replace(each, sets.get(each) ?? []);
      zone.serial = serial;
    } else {
      this.zones.put(await this.readAnew(current));
    }
    this.reached.set(name, version);
  }

  private async readAnew({ name, serial }: ZoneVersion): Promise<ZoneContents> {
    const zone = new ZoneContents(name, serial);
    for await (const page of this.store.readZone(name, pageSize)) {
      for (const set of page) zone.add(set);
    }
    return zone;
  }
}

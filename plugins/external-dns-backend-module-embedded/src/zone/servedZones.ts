import { Name, RecordType } from '@openova/dns-wire';
import { parentName } from './parentName';
import { ZoneContents } from './zoneContents';

/** The zones that a server answers for. */
export class ServedZones {
  private readonly zones = new Map<Name, ZoneContents>();

  put(zone: ZoneContents): void {
    this.zones.set(zone.name, zone);
  }

  get(name: Name): ZoneContents | undefined {
    return this.zones.get(name);
  }

  /**
   * The zone with the longest name that holds a name (in `canonicalName`'s form).
   * DS lives on the parent's side of a cut, so at a zone's own name the zone above
   * comes first where it is served here as well (RFC 4035 section 3.1.4.1).
   */
  holding(name: Name, type: RecordType): ZoneContents | undefined {
    const closest = this.closest(name);
    if (type === 'DS' && closest?.name === name && name !== '') {
      return this.closest(parentName(name)) ?? closest;
    }
    return closest;
  }

  private closest(name: Name): ZoneContents | undefined {
    for (let above = name; ; above = parentName(above)) {
      const zone = this.zones.get(above);
      if (zone || above === '') return zone;
    }
  }
}

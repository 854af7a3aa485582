import { Change, normaliseName } from '@openova/dns-engine';
import {
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { CloudflareClient } from './client';
import { ChangedMeanwhile } from './errors';
import { HostnameClient } from './hostnameClient';
import { allPages } from './pages';
import { CustomHostname, dataOf, ZoneHostnames } from './recordSets';
import { isProxiable, RecordSettings, settingsOf } from './settings';

/*
 * Regional and custom hostnames: what Cloudflare keeps of a name beside its records.
 *
 * A region belongs to a name, not to a record: A and AAAA of one name share it, so
 * they have to ask for the same one, and it goes with the last of them. Custom
 * hostnames lead to a name that has to have a record: they come after it and go before
 * it. Neither is part of the records' transaction. So a change whose records were
 * written and whose hostname was refused is `unknown`: it is read again, and the next
 * plan asks for the hostname alone, which is then refused alone.
 */

/** Which of them are switched on. @internal */
export interface HostnameFeatures {
  regional: boolean;
  custom: boolean;
}

/** What has to be done around the records of one change. @internal */
interface Steps {
  name: string;
  /** Undefined: the region stays. Empty: none is wanted. */
  region?: string;
  going: readonly CustomHostname[];
  coming: readonly string[];
}

/** The hostnames of the zones of an account. @internal */
export class Hostnames {
  /** Regions as they were read or written last, by zone id. */
  readonly #regions = new Map<string, Map<string, string>>();

  constructor(
    private readonly records: CloudflareClient,
    private readonly client: HostnameClient,
    private readonly features: HostnameFeatures,
  ) {}

  /** Of the whole zone, or of some names. */
  async read(
    zone: Zone,
    names: readonly string[] | undefined,
    context: ProviderContext,
  ): Promise<ZoneHostnames> {
    const regions = new Map<string, string>();
    if (this.features.regional) {
      for (const region of await this.client.regions(zone, context)) {
        regions.set(normaliseName(region.hostname), region.region_key);
      }
      this.#regions.set(zone.id, regions);
    }
    const customs = new Map<string, CustomHostname[]>();
    if (this.features.custom) {
      for (const origin of names ?? [undefined]) {
        const pages = allPages(page =>
          this.client.customs(zone, { page, origin }, context),
        );
        for await (const page of pages) {
          for (const { id, hostname, custom_origin_server: to } of page) {
            if (to === undefined) continue;
            const name = normaliseName(to);
            customs.set(name, [...(customs.get(name) ?? []), { id, hostname }]);
          }
        }
      }
    }
    return { regions, customs };
  }

  /**
   * The changes that ask for another region than another record of their name does, by
   * index, each with its sentence.
   */
  conflicts(changes: readonly Change[]): Map<number, string> {
    const found = new Map<number, string>();
    const wanted = new Map<string, { region: string; recordType: string }>();
    for (const [index, change] of changes.entries()) {
      if (change.action === 'delete' || !isProxiable(change.new.recordType)) {
        continue;
      }
      const { dnsName, recordType } = change.new;
      const region = settingsOf(change.new).regionKey;
      const other = wanted.get(normaliseName(dnsName));
      if (other && other.region !== region) {
        found.set(
          index,
          `${recordType} ${dnsName} asks for the region ${
            region || 'of nobody'
          }, and ${other.recordType} for ${
            other.region || 'none'
          }: a name has one region`,
        );
      } else wanted.set(normaliseName(dnsName), { region, recordType });
    }
    return found;
  }

  /** What has to go before the records go. */
  async before(
    zone: Zone,
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<void> {
    const leaving = new Set(
      changes.flatMap(change =>
        change.action === 'delete' ? dataOf(change.old)?.ids ?? [] : [],
      ),
    );
    for (const change of changes) {
      const { name, going, region } = stepsOf(change);
      for (const each of going) {
        await gone(this.client.deleteCustom(zone, each, context));
      }
      const known = this.#regions.get(zone.id);
      if (region !== '' || !known?.has(name)) continue;
      if (change.action === 'delete') {
        const page = await this.records.listRecords(
          zone,
          { page: 1, name },
          context,
        );
        const stays = page.items.some(
          ({ id, type }) => isProxiable(type) && !leaving.has(id),
        );
        if (stays) continue;
      }
      await gone(this.client.deleteRegion(zone, name, context));
      known.delete(name);
    }
  }

  /** What comes once the records are there. Resolves to what failed, by index. */
  async after(
    zone: Zone,
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<Map<number, ProviderError>> {
    const failures = new Map<number, ProviderError>();
    for (const [index, change] of changes.entries()) {
      const { name, region, coming } = stepsOf(change);
      try {
        if (region) await this.#putRegion(zone, name, region, context);
        for (const hostname of coming) {
          await this.client.createCustom(
            zone,
            { hostname, origin: name },
            context,
          );
        }
      } catch (error) {
        failures.set(index, asFailure(error));
      }
    }
    return failures;
  }

  async #putRegion(
    zone: Zone,
    hostname: string,
    region: string,
    context: ProviderContext,
  ): Promise<void> {
    const known = this.#regions.get(zone.id) ?? new Map<string, string>();
    this.#regions.set(zone.id, known);
    const stands = known.get(hostname);
    if (stands === region) return;
    const wanted = { hostname, region_key: region };
    if (stands === undefined) {
      await this.client.createRegion(zone, wanted, context);
    } else await this.client.changeRegion(zone, wanted, context);
    known.set(hostname, region);
  }
}

const none: Pick<RecordSettings, 'regionKey' | 'customHostnames'> = {
  regionKey: '',
  customHostnames: [],
};

function stepsOf(change: Change): Steps {
  const { dnsName } = change.action === 'delete' ? change.old : change.new;
  const before = change.action === 'create' ? none : settingsOf(change.old);
  const after = change.action === 'delete' ? none : settingsOf(change.new);
  const standing =
    change.action === 'create' ? [] : dataOf(change.old)?.customHostnames ?? [];
  return {
    name: normaliseName(dnsName),
    ...(before.regionKey !== after.regionKey && { region: after.regionKey }),
    going: standing.filter(
      ({ hostname }) => !after.customHostnames.includes(hostname),
    ),
    coming: after.customHostnames.filter(
      hostname => !before.customHostnames.includes(hostname),
    ),
  };
}

/** Somebody else was faster: what should be gone is gone. */
async function gone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
  }
}

function asFailure(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof ChangedMeanwhile) {
    return new ProviderError('Unavailable', error.message);
  }
  throw error;
}

import { randomBytes } from 'node:crypto';
import { isProxiable, Refusal } from './records';
import type { FakeZone } from './zones';

/** The region of a name. */
export interface RegionalHostname {
  hostname: string;
  region_key: string;
  routing: string;
  created_on: string;
}

/** A host name of somebody else that leads to a name of the zone. */
export interface CustomHostname {
  id: string;
  hostname: string;
  custom_origin_server: string;
  ssl: Record<string, unknown>;
  status: string;
  created_at: string;
}

const created = '2026-01-01T00:00:00.000000Z';
const regions: ReadonlySet<string> = new Set(['ca', 'de', 'eu', 'jp', 'us']);

/**
 * Regional and custom hostnames of a zone. The description has no words for what is
 * refused; numbers and sentences are our own.
 */
export class FakeHostnames {
  readonly #regional = new Map<string, RegionalHostname>();
  readonly #custom = new Map<string, CustomHostname>();

  constructor(private readonly zone: FakeZone) {}

  get regional(): RegionalHostname[] {
    return [...this.#regional.values()];
  }

  get custom(): CustomHostname[] {
    return [...this.#custom.values()];
  }

  createRegional(body: {
    hostname: string;
    region_key: string;
  }): RegionalHostname {
    const { hostname } = body;
    if (!hostname.endsWith(`.${this.zone.name}`)) {
      throw new Refusal(10_061, `${hostname} is no subdomain of the zone.`);
    }
    if (this.#regional.has(hostname)) {
      throw new Refusal(10_062, `${hostname} has a region already.`, 409);
    }
    return this.#hold({ ...body, routing: 'dns', created_on: created });
  }

  changeRegional(hostname: string, region: string): RegionalHostname {
    return this.#hold({ ...this.#found(hostname), region_key: region });
  }

  deleteRegional(hostname: string): void {
    this.#found(hostname);
    this.#regional.delete(hostname);
  }

  createCustom(body: {
    hostname: string;
    custom_origin_server: string;
    ssl: Record<string, unknown>;
  }): CustomHostname {
    const { hostname, custom_origin_server: origin } = body;
    if (this.custom.some(each => each.hostname === hostname)) {
      throw new Refusal(1406, 'Duplicate custom hostname found.', 409);
    }
    if (hostname.endsWith(`.${this.zone.name}`)) {
      throw new Refusal(1407, `${hostname} is within the zone itself.`);
    }
    if (!this.zone.at(origin).some(({ type }) => isProxiable(type))) {
      throw new Refusal(1408, `${origin} has no A, AAAA or CNAME record.`);
    }
    const id = randomBytes(16).toString('hex');
    const held = { ...body, id, status: 'pending', created_at: created };
    this.#custom.set(id, held);
    return held;
  }

  deleteCustom(id: string): void {
    if (!this.#custom.delete(id)) {
      throw new Refusal(1436, 'The custom hostname was not found.', 404);
    }
  }

  #hold(region: RegionalHostname): RegionalHostname {
    if (!regions.has(region.region_key)) {
      throw new Refusal(10_063, `${region.region_key} is no region.`);
    }
    this.#regional.set(region.hostname, region);
    return region;
  }

  #found(hostname: string): RegionalHostname {
    const held = this.#regional.get(hostname);
    if (held) return held;
    throw new Refusal(10_064, `${hostname} has no region.`, 404);
  }
}

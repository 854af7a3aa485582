import { randomUUID } from 'node:crypto';
import { Visibility } from './description';
import { badRequest, Refusal } from './refusal';
import { checkProperties, Properties, ttlName, valuesName } from './values';

/** A record set that a zone holds. */
export interface HeldSet {
  /** As it was written; `@` at the apex. */
  name: string;
  type: string;
  etag: string;
  properties: Properties;
  autoRegistered?: boolean;
}

/** Conditions of a write, as headers say them. */
export interface Conditions {
  ifMatch?: string;
  ifNoneMatch?: string;
}

/** A zone and its record sets. */
export class FakeZone {
  readonly name: string;
  readonly visibility: Visibility;
  readonly resourceGroup: string;
  /** A private zone of the kind that the public service had before. */
  readonly isLegacyPrivate: boolean;
  readonly etag = randomUUID();
  /** Writes until the service says that it has had enough of them. */
  writesLeft = Number.POSITIVE_INFINITY;
  readonly #sets = new Map<string, HeldSet>();
  /** Types at each name, so that neighbours are found at once. */
  readonly #types = new Map<string, Set<string>>();

  constructor(options: {
    name: string;
    visibility?: Visibility;
    resourceGroup?: string;
    isLegacyPrivate?: boolean;
  }) {
    this.name = options.name;
    this.visibility = options.visibility ?? 'public';
    this.resourceGroup = options.resourceGroup ?? 'dns';
    this.isLegacyPrivate = options.isLegacyPrivate ?? false;
    this.#hold('SOA', '@', {
      [ttlName(this.visibility)]: 3600,
      [valuesName('SOA', this.visibility)]: {
        host: this.nameServers[0] ?? 'azureprivatedns.example.org',
        email: 'hostmaster.example.org',
        serialNumber: 1,
        refreshTime: 3600,
        retryTime: 300,
        expireTime: 2_419_200,
        [this.visibility === 'public' ? 'minimumTTL' : 'minimumTtl']: 300,
      },
    });
    if (this.visibility === 'private') return;
    this.#hold('NS', '@', {
      TTL: 172_800,
      NSRecords: this.nameServers.map(nsdname => ({ nsdname })),
    });
  }

  get nameServers(): string[] {
    return this.visibility === 'public'
      ? ['ns1.dns.example.org.', 'ns2.dns.example.org.']
      : [];
  }

  get sets(): HeldSet[] {
    return [...this.#sets.values()];
  }

  get(type: string, name: string): HeldSet | undefined {
    return this.#sets.get(keyOf(type, name));
  }

  /** As a portal would, without conditions. */
  seed(type: string, name: string, properties: Properties): HeldSet {
    return this.put(type, name, properties, {}).set;
  }

  /** What Azure itself registers for a virtual machine. */
  register(name: string, address: string): HeldSet {
    const set = this.#hold('A', name, {
      ttl: 10,
      aRecords: [{ ipv4Address: address }],
    });
    set.autoRegistered = true;
    return set;
  }

  /** @throws Refusal */
  put(
    type: string,
    name: string,
    properties: Properties,
    conditions: Conditions,
  ): { set: HeldSet; isNew: boolean } {
    const standing = this.get(type, name);
    if (conditions.ifNoneMatch === '*' && standing) {
      throw preconditionFailed('If-None-Match', '*', standing);
    }
    checkMatch(conditions, standing);
    checkProperties(type, this.visibility, properties);
    this.#checkName(type, name, standing);
    if (type === 'NS' && name === '@') this.#checkOwnServers(properties);
    refuseRegistered(standing);
    const set = this.#hold(type, standing?.name ?? name, properties);
    return { set, isNew: !standing };
  }

  /** @throws Refusal */
  delete(type: string, name: string, conditions: Conditions): boolean {
    const standing = this.get(type, name);
    if (standing) checkMatch(conditions, standing);
    if (name === '@' && (type === 'SOA' || type === 'NS')) {
      throw badRequest(
        `The record set of type '${type}' at the zone's apex cannot be deleted.`,
      );
    }
    refuseRegistered(standing);
    const types = this.#types.get(name.toLowerCase());
    types?.delete(type);
    if (types?.size === 0) this.#types.delete(name.toLowerCase());
    return this.#sets.delete(keyOf(type, name));
  }

  #hold(type: string, name: string, properties: Properties): HeldSet {
    const set: HeldSet = { name, type, etag: randomUUID(), properties };
    this.#sets.set(keyOf(type, name), set);
    const types = this.#types.get(name.toLowerCase()) ?? new Set();
    this.#types.set(name.toLowerCase(), types.add(type));
    return set;
  }

  #checkName(type: string, name: string, standing: HeldSet | undefined): void {
    const labels = name === '@' ? [] : name.split('.');
    const isName = labels.every(
      (label, index) =>
        (label === '*' && index === 0) ||
        /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label),
    );
    if (!isName || name.length + this.name.length > 252) {
      throw badRequest(`The record set name '${name}' is invalid.`);
    }
    if (type === 'SOA' && !standing) {
      throw badRequest('Record sets of type SOA cannot be created.');
    }
    if (type === 'NS' && labels[0] === '*') {
      throw badRequest('Record sets of type NS cannot be wildcards.');
    }
    if (type === 'CNAME' && name === '@') {
      throw badRequest('A CNAME record cannot stand at the apex of a zone.');
    }
    const others = [...(this.#types.get(name.toLowerCase()) ?? [])].filter(
      other => other !== type,
    );
    if (type === 'CNAME' && others.length > 0) {
      throw new Refusal(
        409,
        'Conflict',
        'The CNAME record could not be created because another record with the same name already exists in this zone.',
      );
    }
    if (others.includes('CNAME')) {
      throw new Refusal(
        409,
        'Conflict',
        'The record could not be created because a CNAME record with the same name already exists in this zone.',
      );
    }
  }

  #checkOwnServers({ NSRecords }: Properties): void {
    const names = (NSRecords as { nsdname: string }[]).map(
      each => each.nsdname,
    );
    if (this.nameServers.every(each => names.includes(each))) return;
    throw badRequest("The zone's own name servers cannot be removed.");
  }
}

function keyOf(type: string, name: string): string {
  return `${name.toLowerCase()} ${type.toUpperCase()}`;
}

function checkMatch({ ifMatch }: Conditions, standing?: HeldSet): void {
  if (ifMatch === undefined) return;
  if (standing && (ifMatch === '*' || ifMatch === standing.etag)) return;
  throw preconditionFailed('If-Match', ifMatch, standing);
}

function preconditionFailed(
  header: string,
  value: string,
  standing?: HeldSet,
): Refusal {
  return new Refusal(
    412,
    'PreconditionFailed',
    `The condition '${value}' in the ${header} header was not satisfied. The current was '${
      standing?.etag ?? ''
    }'.`,
  );
}

function refuseRegistered(standing: HeldSet | undefined): void {
  if (!standing?.autoRegistered) return;
  throw badRequest('An auto-registered record set cannot be changed.');
}

import { isIPv4, isIPv6 } from 'node:net';
import { WebhookChanges, WebhookEndpoint } from './schemas';
import {
  ServiceRefusal,
  WebhookFault,
  WebhookServer,
  WebhookService,
} from './webhookServer';

/** How the domain filter is told. */
export type FilterSpelling = 'lists' | 'filters' | 'expression' | 'empty';

/** Lowest TTL that the service behind this webhook stores, in seconds. */
const minTtl = 60;

/**
 * A webhook in front of a DNS service in memory, which refuses what most services do:
 * addresses that are none, names elsewhere, an alias beside something, a second of
 * what is there, and to change what is not as it was said to be.
 */
export class FakeWebhook implements WebhookService {
  spelling: FilterSpelling = 'lists';
  /** The service goes through the changes one by one and stops at the first bad one. */
  stopsHalfway = false;
  readonly #domains: Set<string>;
  readonly #held = new Map<string, WebhookEndpoint>();
  #server: WebhookServer | undefined;

  private constructor(domains: readonly string[]) {
    this.#domains = new Set(domains);
  }

  static async start(
    domains: readonly string[] = ['openova.io'],
  ): Promise<FakeWebhook> {
    const fake = new FakeWebhook(domains);
    fake.#server = await WebhookServer.start(fake);
    return fake;
  }

  get server(): WebhookServer {
    if (!this.#server) throw new Error('The fake was not started');
    return this.#server;
  }

  get url(): string {
    return this.server.url;
  }

  set fault(fault: WebhookFault | undefined) {
    this.server.fault = fault;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** What is held, without asking the service. */
  get held(): WebhookEndpoint[] {
    return [...this.#held.values()];
  }

  /** Somebody else wrote this, whatever it is. */
  put(...endpoints: WebhookEndpoint[]): void {
    for (const each of endpoints) this.#held.set(keyOf(each), each);
  }

  /** The domain, and all that was in it. */
  removeDomain(domain: string): void {
    this.#domains.delete(domain);
    for (const [key, { dnsName }] of this.#held) {
      if (isWithin(dnsName, domain)) this.#held.delete(key);
    }
  }

  filter(): object {
    const domains = [...this.#domains];
    switch (this.spelling) {
      case 'filters':
        return { filters: domains };
      case 'expression':
        return { regexInclude: domains.map(each => `${each}$`).join('|') };
      case 'empty':
        return {};
      default:
        return { include: domains };
    }
  }

  async records(): Promise<WebhookEndpoint[]> {
    return this.held;
  }

  adjust(endpoints: WebhookEndpoint[]): WebhookEndpoint[] {
    return endpoints.map(each =>
      each.recordTTL && each.recordTTL < minTtl
        ? { ...each, recordTTL: minTtl }
        : each,
    );
  }

  async apply(changes: WebhookChanges): Promise<void> {
    const next = new Map(this.#held);
    try {
      for (const each of changes.delete ?? []) this.#remove(next, each);
      for (const [index, each] of (changes.updateNew ?? []).entries()) {
        const old = changes.updateOld?.[index];
        if (old) this.#remove(next, old);
        this.#add(next, each);
      }
      for (const each of changes.create ?? []) this.#add(next, each);
    } catch (error) {
      if (this.stopsHalfway) this.#become(next);
      throw error;
    }
    this.#become(next);
  }

  #become(next: ReadonlyMap<string, WebhookEndpoint>): void {
    this.#held.clear();
    for (const [key, each] of next) this.#held.set(key, each);
  }

  #remove(held: Map<string, WebhookEndpoint>, old: WebhookEndpoint): void {
    const found = held.get(keyOf(old));
    const isAsSaid =
      found &&
      JSON.stringify(found.targets) === JSON.stringify(old.targets) &&
      found.recordTTL === old.recordTTL;
    if (!isAsSaid) {
      throw new ServiceRefusal(`${old.recordType} ${old.dnsName} is not there`);
    }
    held.delete(keyOf(old));
  }

  #add(held: Map<string, WebhookEndpoint>, endpoint: WebhookEndpoint): void {
    const { dnsName, recordType, targets = [], recordTTL = minTtl } = endpoint;
    const what = `${recordType} ${dnsName}`;
    const refuse = (why: string) => {
      throw new ServiceRefusal(`${what}: ${why}`);
    };
    if (![...this.#domains].some(each => isWithin(dnsName, each))) {
      refuse('the name is in no domain of this service');
    }
    if (!/^[!-~]+$/.test(dnsName) || dnsName !== dnsName.toLowerCase()) {
      refuse('the name is not spelled as the service spells it');
    }
    if (recordTTL < minTtl) refuse(`the TTL is below ${minTtl}`);
    if (targets.length === 0) refuse('there is no value');
    if (new Set(targets).size < targets.length) refuse('a value stands twice');
    if (recordType === 'A' && !targets.every(isIPv4)) refuse('no IPv4 address');
    if (recordType === 'AAAA' && !targets.every(isIPv6)) {
      refuse('no IPv6 address');
    }
    if (recordType === 'CNAME' && targets.length > 1) refuse('several aliases');
    if (recordType === 'TXT' && !targets.every(each => /^".*"$/s.test(each))) {
      refuse('a text without quotes');
    }
    if (held.has(keyOf(endpoint))) refuse('it is there already');
    for (const other of held.values()) {
      if (
        other.dnsName === dnsName &&
        other.recordType !== recordType &&
        [other.recordType, recordType].includes('CNAME')
      ) {
        refuse(`an alias cannot stand beside ${other.recordType}`);
      }
    }
    held.set(keyOf(endpoint), endpoint);
  }
}

function keyOf({
  dnsName,
  recordType,
  setIdentifier = '',
}: WebhookEndpoint): string {
  return JSON.stringify([dnsName.toLowerCase(), recordType, setIdentifier]);
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

import {
  DnsProvider,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Clock } from '../clock/clock';
import { AccountRecord } from '../store/accounts';
import { AccountLimiter, Rate } from './limiter';
import { ZoneFilter } from './zoneFilter';

/** A zone of an account. @internal */
export interface AccountZone {
  /** Unique among all accounts: the account's key and the service's id. */
  key: string;
  account: Account;
  zone: Zone;
}

const firstRest = 1_000;
const longestRest = 5 * 60_000;

/**
 * A DNS service under one credential: its provider, its pace, its zones, and
 * whether it rests because the service refused or could not be reached.
 *
 * @internal
 */
export class Account {
  readonly key: string;
  readonly path: string;
  readonly provider: DnsProvider;
  readonly filter: ZoneFilter;
  readonly #clock: Clock;
  readonly #limiter: AccountLimiter;
  #zones: AccountZone[] = [];
  #zonesListedAt: Date | undefined;
  #state: Pick<AccountRecord, 'state' | 'sentence' | 'since'>;
  #restsUntil = 0;
  #failures = 0;
  #requests = 0;

  constructor(options: {
    key: string;
    path: string;
    provider: DnsProvider;
    clock: Clock;
    filter: ZoneFilter;
    rate?: Rate;
  }) {
    this.key = options.key;
    this.path = options.path;
    this.provider = options.provider;
    this.filter = options.filter;
    this.#clock = options.clock;
    this.#limiter = new AccountLimiter(options);
    this.#state = { state: 'ok', since: options.clock.now() };
  }

  /** The surroundings of one call that has to end within a time. */
  context(
    priority: ProviderContext['priority'],
    signal: AbortSignal,
  ): ProviderContext {
    const budget = this.#limiter.budget(priority, signal);
    const take: typeof budget.take = async wanted => {
      await budget.take(wanted);
      this.#requests += 1;
    };
    return { signal, priority, budget: { ...budget, take } };
  }

  /** Requests that were sent since the process began. */
  get requests(): number {
    return this.#requests;
  }

  get zones(): readonly AccountZone[] {
    return this.#zones;
  }

  /** When the zones were listed last; undefined: not yet. */
  get zonesListedAt(): Date | undefined {
    return this.#zonesListedAt;
  }

  /** Asks the service which zones there are; what it said before stays if it fails. */
  async listZones(context: ProviderContext): Promise<void> {
    const zones = await this.provider.listZones(context);
    this.#zones = zones
      .filter(zone => this.filter(zone))
      .map(zone => ({ key: `${this.key}/${zone.id}`, account: this, zone }))
      .sort((left, right) => (left.key < right.key ? -1 : 1));
    this.#zonesListedAt = this.#clock.now();
  }

  /** Zones that were listed by an earlier writer, until the service can be asked. */
  rememberZones(zones: readonly Zone[]): void {
    if (this.#zonesListedAt) return;
    this.#zones = zones
      .filter(zone => this.filter(zone))
      .map(zone => ({ key: `${this.key}/${zone.id}`, account: this, zone }));
  }

  /** Milliseconds until it may be called again; undefined: now. Infinity: see `failed`. */
  get rests(): number | undefined {
    const rest = this.#restsUntil - this.#clock.monotonic();
    return rest > 0 ? rest : undefined;
  }

  /** A call failed as a whole. */
  failed(error: ProviderError): void {
    switch (error.kind) {
      case 'Rejected':
        return;
      case 'InvalidConfig':
        this.#restsUntil = Number.POSITIVE_INFINITY;
        this.#become('failed', error.message);
        return;
      default: {
        const backoff = Math.min(longestRest, firstRest * 2 ** this.#failures);
        const rest =
          error.retryAfterSeconds === undefined
            ? backoff
            : Math.max(firstRest, error.retryAfterSeconds * 1000);
        this.#failures += 1;
        this.#restsUntil = this.#clock.monotonic() + rest;
        this.#limiter.rest(rest);
        this.#become('resting', error.message);
      }
    }
  }

  /** A call was answered. */
  succeeded(): void {
    if (this.rests !== undefined) return;
    this.#failures = 0;
    this.#become('ok');
  }

  /** A person, or the sweep, wants it tried again. */
  wake(): void {
    if (this.#restsUntil === Number.POSITIVE_INFINITY) this.#restsUntil = 0;
  }

  record(): AccountRecord {
    return {
      key: this.key,
      provider: this.provider.semantics.type,
      path: this.path,
      ...this.#state,
      zonesListedAt: this.#zonesListedAt,
      rate: this.#limiter.reported,
    };
  }

  get sentence(): string | undefined {
    return this.#state.sentence;
  }

  #become(state: AccountRecord['state'], sentence?: string): void {
    if (this.#state.state === state && this.#state.sentence === sentence)
      return;
    this.#state = { state, sentence, since: this.#clock.now() };
  }
}

import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { Connection, ConnectionError, Host, TlsOptions } from './connection';

/** Milliseconds for which a server that failed is tried last. */
const restAfterFailure = 30_000;

/** As ExternalDNS names them; `disabled`: the first that can be reached. @internal */
export type LoadBalancingStrategy = 'disabled' | 'round-robin' | 'random';

/** @internal */
export const loadBalancingStrategies: readonly LoadBalancingStrategy[] = [
  'disabled',
  'round-robin',
  'random',
];

/**
 * The servers of an entry, equal among themselves. One that cannot be reached, or
 * that fell silent, is passed over for the next.
 *
 * @internal
 */
export class Hosts {
  #turn = 0;
  readonly #failedAt = new Map<Host, number>();

  constructor(
    private readonly hosts: readonly Host[],
    private readonly strategy: LoadBalancingStrategy,
    private readonly tls: TlsOptions | undefined,
  ) {}

  /** The servers in the order in which they are to be tried. */
  inOrder(): Host[] {
    const first = this.#first();
    const all = [...this.hosts.slice(first), ...this.hosts.slice(0, first)];
    const rests = (host: Host) =>
      performance.now() - (this.#failedAt.get(host) ?? -Infinity) <
      restAfterFailure;
    return [
      ...all.filter(host => !rests(host)),
      ...all.filter(host => rests(host)),
    ];
  }

  /**
   * Does some work with the first server that can be reached. A connection that is
   * lost in the middle is another matter: `repeatable` work is done again with the
   * next server, any other is left unclear.
   *
   * @throws {@link ProviderError} `Unavailable` where no server is left.
   */
  async use<Result>(
    options: { signal: AbortSignal; repeatable: boolean },
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result> {
    const { signal, repeatable } = options;
    const failures: string[] = [];
    for (const host of this.inOrder()) {
      let connection: Connection | undefined;
      try {
        connection = await Connection.open(host, this.tls, signal);
        const result = await work(connection);
        this.#failedAt.delete(host);
        return result;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ConnectionError)) throw error;
        this.#failedAt.set(host, performance.now());
        failures.push(error.message);
        if (connection && !repeatable) break;
      } finally {
        connection?.close();
      }
    }
    throw new ProviderError('Unavailable', failures.join('; '));
  }

  #first(): number {
    const count = this.hosts.length;
    switch (this.strategy) {
      case 'random':
        return Math.floor(Math.random() * count);
      case 'round-robin': {
        const turn = this.#turn;
        this.#turn = (turn + 1) % count;
        return turn;
      }
      default:
        return 0;
    }
  }
}

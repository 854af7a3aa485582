import { setTimeout as sleep } from 'node:timers/promises';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  ClusterAccessError,
  ClusterInfo,
  Discovery,
  KubernetesClusterAccess,
  ListPage,
  ServedKind,
  WatchEvent,
} from '@openova/backstage-plugin-external-dns-node';
import {
  Asked,
  failureOfAnswer,
  failureOfConnection,
  wordsOf,
} from './accessFailure';
import { jsonLines } from './jsonLines';
import {
  isRecord,
  readGroups,
  readList,
  readResources,
  resourceName,
} from './kubernetesAnswers';
import { readEvent } from './watchEvents';

/** @public */
export interface KubernetesProxyAccessOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  /**
   * Also reads clusters whose auth provider is `localKubectlProxy`. For development
   * only: the proxy forwards this plugin's own token to such a cluster.
   */
  allowLocalKubectlProxy?: boolean;
  /** Until the first byte of an answer, in milliseconds; default 20 s. */
  firstByteMilliseconds?: number;
  /** Until the last byte of an answer that is no watch; default 60 s. */
  requestMilliseconds?: number;
  /**
   * Until a watch that was not refused counts as accepted; default 0.3 s. The proxy
   * passes the head of an answer on with its first byte, and a watch may have nothing
   * to say for a minute; a refusal comes at once.
   */
  acceptanceMilliseconds?: number;
  /**
   * Until the first event or bookmark of a watch, or its end, counted from when it
   * should have ended; default 30 s. Servers need not say anything before that.
   */
  watchGraceMilliseconds?: number;
  /** How long a watch may last, in seconds, shortest and longest; default 120 to 240. */
  watchSeconds?: readonly [shortest: number, longest: number];
  /** From 0 to 1; default Math.random. */
  random?: () => number;
}

/** Auth providers whose credentials the kubernetes plugin's backend holds itself. */
const serverSideProviders: ReadonlySet<string> = new Set([
  'serviceAccount',
  'aws',
  'azure',
  'googleServiceAccount',
]);

const pageSize = 500;
/** Above the largest object that etcd takes by a wide margin. */
const mostLineBytes = 16 * 1024 * 1024;
const mostErrorBytes = 64 * 1024;

/**
 * Reads clusters through the kubernetes plugin's `/clusters` and `/proxy`, as this
 * plugin, with a token made for each request. Cluster credentials never come here.
 *
 * Clusters whose auth provider needs a user's token are listed as unsupported and
 * never asked: the proxy would answer 500 or, worse, pass our token on to them.
 *
 * @public
 */
export class KubernetesProxyAccess implements KubernetesClusterAccess {
  constructor(private readonly options: KubernetesProxyAccessOptions) {}

  async listClusters(signal: AbortSignal): Promise<ClusterInfo[]> {
    let body: unknown;
    try {
      body = await this.getJson(`${await this.baseUrl()}/clusters`, {}, signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw failureOfConnection(cause, {});
    }
    if (!isRecord(body) || !Array.isArray(body.items)) {
      throw new ClusterAccessError(
        'invalid',
        'The kubernetes plugin answered with something that is no list of clusters',
      );
    }
    const clusters = new Map<string, ClusterInfo>();
    for (const item of body.items) {
      const cluster = this.readCluster(item);
      // The plugin warns about a name that two locators give, and uses the first.
      if (cluster && !clusters.has(cluster.name)) {
        clusters.set(cluster.name, cluster);
      }
    }
    return [...clusters.values()];
  }

  async discover(
    cluster: string,
    groups: readonly string[],
    signal: AbortSignal,
  ): Promise<Discovery> {
    const words = wordsOf({ cluster });
    const get = (path: string) => this.getPath(path, { cluster }, signal);
    const named = groups.filter(group => group !== '');
    const versions =
      named.length > 0
        ? readGroups(await get('/apis'), words)
        : new Map<string, string[]>();
    const found = await Promise.all([
      ...(groups.includes('')
        ? [get('/api/v1').then(body => readResources(body, '', 'v1', words))]
        : []),
      ...named.flatMap(group =>
        (versions.get(group) ?? []).map(async version => {
          const path = `/apis/${group}/${encodeURIComponent(version)}`;
          return readResources(await get(path), group, version, words);
        }),
      ),
    ]);
    return { kinds: found.flat() };
  }

  async *list(
    cluster: string,
    kind: ServedKind,
    signal: AbortSignal,
  ): AsyncGenerator<ListPage> {
    const asked: Asked = {
      cluster,
      resource: resourceName(kind),
      verb: 'list',
    };
    let token = '';
    do {
      const query = new URLSearchParams({ limit: String(pageSize) });
      if (token !== '') query.set('continue', token);
      const path = `${pathOf(kind)}?${query}`;
      const body = await this.getPath(path, asked, signal);
      const page = readList(body, kind, wordsOf({ cluster }));
      yield { items: page.items, resourceVersion: page.resourceVersion };
      token = page.continueToken;
    } while (token !== '');
  }

  async *watch(
    cluster: string,
    kind: ServedKind,
    options: { resourceVersion: string; signal: AbortSignal },
  ): AsyncGenerator<WatchEvent> {
    const { resourceVersion, signal } = options;
    const { acceptanceMilliseconds = 300, watchGraceMilliseconds = 30_000 } =
      this.options;
    const timeoutSeconds = this.watchSeconds();
    const asked: Asked = {
      cluster,
      resource: resourceName(kind),
      verb: 'watch',
    };
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      // Leaving does not close the watch behind the proxy; only its own end does.
      timeoutSeconds: String(timeoutSeconds),
      resourceVersion,
    });
    const end = new AbortController();
    try {
      const url = await this.proxyUrl(`${pathOf(kind)}?${query}`, asked);
      const opening = this.open(
        url,
        asked,
        AbortSignal.any([signal, end.signal]),
        timeoutSeconds * 1000 + watchGraceMilliseconds,
      );
      // Awaited below; until then its failure is nobody's.
      opening.catch(() => undefined);
      await Promise.race([
        opening,
        sleep(acceptanceMilliseconds, undefined, { ref: false }),
      ]);
      yield { type: 'bookmark', resourceVersion, timeoutSeconds };
      const response = await opening;
      if (!response.body) return;
      const lines = jsonLines(response.body, {
        mostBytes: mostLineBytes,
        what: wordsOf({ cluster }),
      });
      for await (const line of lines) yield readEvent(line, kind, asked);
    } catch (cause) {
      signal.throwIfAborted();
      throw failureOfConnection(cause, asked);
    } finally {
      end.abort();
    }
  }

  private readCluster(item: unknown): ClusterInfo | undefined {
    if (!isRecord(item) || typeof item.name !== 'string') return undefined;
    const { name, title, authProvider } = item;
    const provider = typeof authProvider === 'string' ? authProvider : '';
    const info: ClusterInfo = { name, authProvider: provider };
    if (typeof title === 'string') info.title = title;
    if (!isHeaderSafe(name)) {
      info.unsupported =
        'Its name cannot be sent in an HTTP header: use letters, digits, dots and hyphens';
    } else if (!this.supports(provider)) {
      info.unsupported = `Its auth provider ${
        provider || 'is not known and'
      } needs a signed-in user; a backend can read clusters with serviceAccount, aws, azure or googleServiceAccount`;
    }
    return info;
  }

  private supports(authProvider: string): boolean {
    return (
      serverSideProviders.has(authProvider) ||
      (authProvider === 'localKubectlProxy' &&
        this.options.allowLocalKubectlProxy === true)
    );
  }

  private async getPath(
    path: string,
    asked: Asked,
    signal: AbortSignal,
  ): Promise<unknown> {
    try {
      const url = await this.proxyUrl(path, asked);
      return await this.getJson(url, asked, signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw failureOfConnection(cause, asked);
    }
  }

  private async getJson(
    url: string,
    asked: Asked,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { requestMilliseconds = 60_000 } = this.options;
    const { signal: timeout, clear } = timeoutSignal(
      requestMilliseconds,
      'the answer took too long',
    );
    try {
      const response = await this.open(
        url,
        asked,
        AbortSignal.any([signal, timeout]),
      );
      const text = await response.text();
      try {
        return JSON.parse(text);
      } catch (cause) {
        throw new ClusterAccessError(
          'invalid',
          `${wordsOf(asked)} answered with something that is no JSON`,
          { cause },
        );
      }
    } finally {
      clear();
    }
  }

  /** The answer as soon as its head is there; anything but 200 is thrown. */
  private async open(
    url: string,
    asked: Asked,
    signal: AbortSignal,
    firstByteMilliseconds = this.options.firstByteMilliseconds ?? 20_000,
  ): Promise<Response> {
    const { auth } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const { signal: timeout, clear } = timeoutSignal(
      firstByteMilliseconds,
      'no answer came in time',
    );
    try {
      const response = await fetch(url, {
        signal: AbortSignal.any([signal, timeout]),
        redirect: 'error',
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'application/json',
          // Otherwise the backend compresses, and holds the events of a watch back.
          'Accept-Encoding': 'identity',
          ...(asked.cluster !== undefined && {
            'Backstage-Kubernetes-Cluster': asked.cluster,
          }),
        },
      });
      if (response.status === 200) return response;
      const text = (await response.text()).slice(0, mostErrorBytes);
      throw failureOfAnswer(response.status, text, asked);
    } finally {
      clear();
    }
  }

  private async proxyUrl(path: string, asked: Asked): Promise<string> {
    if (!isHeaderSafe(asked.cluster ?? '')) {
      throw new ClusterAccessError(
        'invalid',
        'The name of the cluster cannot be sent in an HTTP header',
      );
    }
    return `${await this.baseUrl()}/proxy${path}`;
  }

  private baseUrl(): Promise<string> {
    return this.options.discovery.getBaseUrl('kubernetes');
  }

  private watchSeconds(): number {
    const { watchSeconds = [120, 240], random = Math.random } = this.options;
    const [shortest, longest] = watchSeconds;
    return shortest + Math.floor(random() * (longest - shortest + 1));
  }
}

function pathOf(kind: ServedKind): string {
  const prefix = kind.group === '' ? '/api' : `/apis/${kind.group}`;
  const scope =
    kind.namespace === undefined
      ? ''
      : `/namespaces/${encodeURIComponent(kind.namespace)}`;
  return `${prefix}/${kind.version}${scope}/${kind.plural}`;
}

function isHeaderSafe(name: string): boolean {
  return /^[\x21-\x7e]+( +[\x21-\x7e]+)*$/.test(name);
}

/** Unlike AbortSignal.timeout it can be taken back, and says what it waited for. */
function timeoutSignal(
  milliseconds: number,
  message: string,
): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException(message, 'TimeoutError')),
    milliseconds,
  );
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

import { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { authorize } from './authorization';
import { ClusterContents } from './clusterContents';
import {
  coreVersions,
  group,
  groupList,
  resourceList,
  versionInfo,
} from './discovery';
import { Faults } from './faults';
import { inVersion, listAnswer } from './listAnswer';
import { ReadOptions, readOptions } from './readOptions';
import { RequestTarget, ResourceTarget, readTarget } from './requestTarget';
import {
  ResourceDefinition,
  isBuiltInGroup,
  resourceName,
} from './resourceDefinitions';
import {
  StatusError,
  internalError,
  methodNotAllowed,
  notAcceptable,
  notServed,
  objectNotFound,
  unauthorized,
} from './statusErrors';
import { hasPassword, hasToken } from './tokens';
import { WatchStream } from './watchStream';

export interface ApiServerOptions {
  contents: ClusterContents;
  token: string;
  bookmarkIntervalMilliseconds: number;
  /** The faults of the moment. */
  faults: () => Readonly<Faults>;
  /** Ends the delays of slow answers. */
  signal: AbortSignal;
}

/** Answers the requests of the Kubernetes API, read-only, with the faults that are switched on. */
export class ApiServer {
  readonly #options: ApiServerOptions;
  readonly #streams = new Set<WatchStream>();

  constructor(options: ApiServerOptions) {
    this.#options = options;
    options.contents.onDefinitionsChanged(() => this.endUnservedStreams());
  }

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const faults = this.#options.faults();
    if (faults.slow > 0) {
      await delay(faults.slow, undefined, { signal: this.#options.signal });
    }
    if (this.#options.faults().unreachable) {
      request.socket.destroy();
      return;
    }
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const { status } =
        error instanceof StatusError ? error : internalError(String(error));
      sendJson(response, status, status.code);
    }
  }

  /** Ends all watches, as an API server does that restarts. */
  endStreams(): void {
    for (const stream of this.#streams) stream.end();
  }

  /** Tears all watches, as a network does that fails. */
  tearStreams(): void {
    for (const stream of this.#streams) stream.tear();
  }

  /** Ends the watches of kinds and versions that are not served any more. */
  endUnservedStreams(): void {
    const served = this.#servedDefinitions();
    for (const stream of this.#streams) {
      const definition = served.find(
        candidate => resourceName(candidate) === stream.resource,
      );
      if (!definition?.versions.includes(stream.version)) stream.end();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(`http://cluster${request.url ?? '/'}`);
    const target = readTarget(url.pathname);
    if (target.type === 'health') {
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('ok');
      return;
    }
    if (target.type === 'version') {
      sendJson(response, versionInfo);
      return;
    }
    const { token } = this.#options;
    if (!hasToken(request, token) && !hasPassword(request, token)) {
      throw unauthorized();
    }
    authorize(request, target, url, this.#options.faults().forbidden);
    if (target.type === 'resource') {
      // Whoever serves the built-in kinds does not know this method.
      if (request.method === 'HEAD' && isBuiltInGroup(target.group)) {
        throw methodNotAllowed();
      }
      const { accept } = request.headers;
      await this.#answerResource(target, url.searchParams, accept, response);
      return;
    }
    const body = this.#discover(target, request.headers.host ?? '');
    if (!body) sendNotServed(response, target);
    else if (acceptsJson(request.headers.accept)) sendJson(response, body);
    else throw notAcceptable();
  }

  #discover(target: RequestTarget, address: string): object | undefined {
    const served = this.#servedDefinitions();
    switch (target.type) {
      case 'coreVersions':
        return coreVersions(address);
      case 'groups':
        return groupList(served);
      case 'group':
        return group(served, target.group);
      case 'resources':
        return resourceList(served, target.group, target.version);
      default:
        return undefined;
    }
  }

  async #answerResource(
    target: ResourceTarget,
    query: URLSearchParams,
    accept: string | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const definition = this.#servedDefinitions().find(
      candidate =>
        candidate.group === target.group &&
        candidate.plural === target.plural &&
        candidate.versions.includes(target.version),
    );
    const isScopeWrong =
      !definition?.namespaced && target.namespace !== undefined;
    const isNameWithoutNamespace =
      definition?.namespaced &&
      target.name !== undefined &&
      target.namespace === undefined;
    if (!definition || isScopeWrong || isNameWithoutNamespace) {
      sendNotServed(response, target);
      return;
    }
    if (!acceptsJson(accept)) throw notAcceptable();
    if (target.name !== undefined) {
      this.#get(definition, target, response);
      return;
    }
    const options = readOptions(target, query);
    if (options.watch) await this.#watch(definition, target, options, response);
    else this.#list(definition, target, options, response);
  }

  #get(
    definition: ResourceDefinition,
    target: ResourceTarget,
    response: ServerResponse,
  ): void {
    const name = target.name ?? '';
    const object = this.#options.contents.store.get(
      resourceName(definition),
      target.namespace,
      name,
    );
    const isSubresource =
      target.subresource !== undefined && target.subresource !== 'status';
    if (isSubresource && !definition.custom) throw notServed();
    if (isSubresource || !object) throw objectNotFound(target);
    sendJson(response, inVersion(object, definition, target.version));
  }

  #list(
    definition: ResourceDefinition,
    target: ResourceTarget,
    options: ReadOptions,
    response: ServerResponse,
  ): void {
    const { contents } = this.#options;
    const faults = this.#options.faults();
    const name = resourceName(definition);
    const matches = faults.empty.includes(name) ? () => false : options.matches;
    const list = (limit: number) =>
      listAnswer(contents.store, definition, target.version, {
        ...options,
        matches,
        limit,
      });
    const body = list(options.limit);
    if (!faults.brokenPaging.includes(name)) {
      sendJson(response, body);
      return;
    }
    if (options.continue !== undefined) {
      throw internalError('etcdserver: request timed out');
    }
    if (options.limit === 0) {
      sendHalf(response, body);
      return;
    }
    // Few objects must break too: the first page ends before the last of them.
    const shortened = list(Math.max(1, body.items.length - 1));
    sendJson(response, body.metadata.continue ? body : shortened);
  }

  async #watch(
    definition: ResourceDefinition,
    target: ResourceTarget,
    read: ReadOptions,
    response: ServerResponse,
  ): Promise<void> {
    const stream = new WatchStream(response, {
      store: this.#options.contents.store,
      definition,
      version: target.version,
      read,
      bookmarkIntervalMilliseconds: this.#options.bookmarkIntervalMilliseconds,
      startsEmpty: this.#options
        .faults()
        .empty.includes(resourceName(definition)),
    });
    this.#streams.add(stream);
    try {
      await stream.run();
    } finally {
      this.#streams.delete(stream);
    }
  }

  /** The installed kinds, less what the faults take away. */
  #servedDefinitions(): ResourceDefinition[] {
    const { notInstalled, servedVersions } = this.#options.faults();
    return this.#options.contents
      .definitions()
      .filter(definition => !notInstalled.includes(resourceName(definition)))
      .map(definition => {
        const name = resourceName(definition);
        if (!Object.hasOwn(servedVersions, name)) return definition;
        const versions = definition.versions.filter(version =>
          servedVersions[name].includes(version),
        );
        return { ...definition, versions };
      })
      .filter(definition => definition.versions.length > 0);
  }
}

function sendJson(response: ServerResponse, body: object, code = 200): void {
  response.writeHead(code, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.end(`${JSON.stringify(body)}\n`);
}

/**
 * What a real API server says of a path that nothing serves: a Status where it serves
 * the group itself, plain text where CustomResourceDefinitions make the group.
 */
function sendNotServed(response: ServerResponse, target: RequestTarget): void {
  if ('group' in target && isBuiltInGroup(target.group)) throw notServed();
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('404 page not found\n');
}

/** Without the header anything is taken. */
function acceptsJson(accept = '*/*'): boolean {
  return accept
    .split(',')
    .map(range => range.split(';')[0].trim())
    .some(type => ['application/json', 'application/*', '*/*'].includes(type));
}

/** Breaks the connection in the middle of a body. */
function sendHalf(response: ServerResponse, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

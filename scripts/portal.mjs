import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
} from 'node:fs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { Problem, ProcessGroup, repositoryRoot } from './process.mjs';
import { checkPorts, chooseNameServers, nameServerEnv } from './settings.mjs';

const pollEveryMilliseconds = 500;
const readyWithinMilliseconds = 180_000;
/** What the log says when the backend has given up; its process stays, for a file to change. */
const backendGaveUp = /Backend startup failed|^Node\.js v\d/m;

/** The answer to a GET, or nothing while there is none. */
async function answer(url, headers) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

/** The running portal: its backend and its app, in one process group. */
export class Portal {
  #settings;
  #group;
  #gaveUp = false;
  #ended;
  #token;
  #startedAt = Date.now();
  logFile;
  /** Where k8gb's name servers listen: `{ cluster, address, port, variable }` of each. */
  nameServers;

  constructor(settings, group, logFile, nameServers) {
    this.#settings = settings;
    this.nameServers = nameServers;
    this.#group = group;
    this.logFile = logFile;
    group.ended.then(end => {
      this.#ended = end;
    });
  }

  /**
   * Starts the portal, after the toolchain and the packages are there.
   *
   * @param settings - from `readSettings`
   * @param fresh - whether to forget what the databases hold
   * @param echo - whether the log goes to the terminal too
   */
  static async start(settings, { fresh = false, echo = false } = {}) {
    await checkPorts(settings.ports);
    const nameServers = await chooseNameServers(settings.ports);
    const env = await bootstrap();
    if (fresh) {
      rmSync(join(settings.dataFolder, 'database'), {
        recursive: true,
        force: true,
      });
    }
    mkdirSync(join(settings.dataFolder, 'database'), { recursive: true });
    const logFile = join(settings.dataFolder, 'portal.log');
    const group = new ProcessGroup(
      'node',
      [
        join('node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
        'repo',
        'start',
      ],
      {
        // Whoever starts it, tests too: the portal runs as it does for a developer.
        env: {
          ...env,
          ...settings.env,
          ...nameServerEnv(nameServers),
          NODE_ENV: 'development',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const portal = new Portal(settings, group, logFile, nameServers);
    portal.#follow(createWriteStream(logFile), echo);
    return portal;
  }

  #follow(log, echo) {
    for (const stream of [this.#group.stdout, this.#group.stderr]) {
      stream.on('data', chunk => {
        log.write(chunk);
        this.#gaveUp ||= backendGaveUp.test(chunk.toString());
        if (echo) {
          process.stdout.write(chunk);
        }
      });
    }
  }

  /** Settles when the portal has ended, asked or not. */
  get ended() {
    return this.#group.ended;
  }

  /** Ends everything that belongs to the portal. */
  end() {
    return this.#group.end();
  }

  /** Waits until the page is served and the first sync is done. */
  async ready() {
    const { portalUrl, backendUrl } = this.#settings;
    await this.#until(() => answer(portalUrl));
    await this.#until(() =>
      answer(`${backendUrl}/.backstage/health/v1/readiness`),
    );
    await this.#until(() => this.#signIn());
    await this.#until(async () => {
      const syncs = await this.list('/syncs?limit=10');
      return syncs?.some(sync => this.#isGoodSync(sync));
    });
  }

  /** Syncs of earlier runs are listed too, and a first one before any cluster was read fails. */
  #isGoodSync({ outcome, finishedAt }) {
    return (
      ['ok', 'partial'].includes(outcome) &&
      Date.parse(finishedAt) >= this.#startedAt
    );
  }

  /** The demo's people come from the catalog, a moment after the backend is there. */
  async #signIn() {
    const session = await answer(
      `${this.#settings.backendUrl}/api/auth/demo/refresh`,
      { 'x-demo-user': 'admin' },
    );
    this.#token = (await session?.json())?.backstageIdentity.token;
    return this.#token;
  }

  /** A list of the external-dns API, as the demo's admin sees it. */
  async list(path) {
    const response = await answer(
      `${this.#settings.backendUrl}/api/external-dns${path}`,
      { authorization: `Bearer ${this.#token}` },
    );
    return (await response?.json())?.items;
  }

  async #until(condition) {
    const deadline = Date.now() + readyWithinMilliseconds;
    while (!(await condition())) {
      if (this.#ended || this.#gaveUp || Date.now() > deadline) {
        throw new Problem(
          `The portal did not start; the end of ${
            this.logFile
          } says:\n${this.#logTail()}`,
        );
      }
      await new Promise(done => setTimeout(done, pollEveryMilliseconds));
    }
  }

  /** The reason that the backend gave, or else what was logged last; without colours and fields. */
  #logTail() {
    if (!existsSync(this.logFile)) {
      return '';
    }
    const lines = stripVTControlCharacters(readFileSync(this.logFile, 'utf8'))
      .trimEnd()
      .split('\n')
      .map(line =>
        line
          .replace(/ type="initialization".*| type="unhandledRejection".*/, '')
          .slice(0, 300),
      );
    const reason = lines.findLastIndex(line => backendGaveUp.test(line));
    return lines
      .slice(reason === -1 ? -15 : reason)
      .slice(0, 15)
      .join('\n');
  }

  /** Where in the repository things are, for messages. */
  static relative(path) {
    return path.startsWith(`${repositoryRoot}/`)
      ? path.slice(repositoryRoot.length + 1)
      : path;
  }
}

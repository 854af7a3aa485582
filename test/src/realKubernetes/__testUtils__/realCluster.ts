import { KubernetesObject, ObjectReference } from '@openova/demo-environment';
import { generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiServerAddress, askApi } from './apiRequest';
import { ChildProgram } from './childProgram';
import { freePorts } from './freePorts';
import { findServerBinaries } from './serverBinaries';

const adminToken = 'admin-token';
const startMilliseconds = 90_000;

/**
 * A real kube-apiserver with its etcd on loopback: TLS with a CA that it makes itself,
 * RBAC, no controllers, no nodes. The methods act as its administrator.
 */
export class RealCluster {
  private etcd: ChildProgram | undefined;
  private apiServer: ChildProgram | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly etcdPorts: readonly [client: number, peer: number],
  ) {}

  /** Resolves when it is ready; leaves nothing behind when it does not get there. */
  static async start(): Promise<RealCluster> {
    const binaries = findServerBinaries();
    if (!binaries) throw new Error('kube-apiserver or etcd is missing');
    const folder = mkdtempSync(join(tmpdir(), 'real-kubernetes-'));
    const [port, client, peer] = await freePorts(3);
    const cluster = new RealCluster(folder, port, [client, peer]);
    try {
      cluster.startEtcd(binaries.etcd);
      cluster.startApiServer(binaries.kubeApiserver);
      await cluster.untilReady();
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** The CA in PEM: the last certificate of the chain that the server shows. */
  get ca(): string {
    const chain = readFileSync(this.certificateFile, 'utf8');
    return chain.slice(chain.lastIndexOf('-----BEGIN CERTIFICATE-----'));
  }

  get admin(): ApiServerAddress {
    return { url: this.url, ca: this.ca, token: adminToken };
  }

  async stop(): Promise<void> {
    await this.apiServer?.stop();
    await this.etcd?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Creates an object or changes it to this; a status in it is set, too. */
  async apply(object: KubernetesObject): Promise<KubernetesObject> {
    const { status, ...rest } = object;
    const path = await this.pathOf({ ...object, ...object.metadata });
    const applied = await this.patch(path, rest);
    return status === undefined ? applied : this.setStatus(object);
  }

  /** Sets the status alone, as a controller does. */
  async setStatus(object: KubernetesObject): Promise<KubernetesObject> {
    const { apiVersion, kind, metadata, status } = object;
    const { name, namespace } = metadata;
    const path = await this.pathOf({ ...object, ...metadata });
    return this.patch(`${path}/status`, {
      apiVersion,
      kind,
      metadata: { name, namespace },
      status,
    });
  }

  async delete(object: ObjectReference | KubernetesObject): Promise<void> {
    const path = await this.pathOf(
      isObject(object) ? { ...object, ...object.metadata } : object,
    );
    await this.ask('DELETE', path);
  }

  /** Installs a kind and resolves when it is served. */
  async install(definition: KubernetesObject): Promise<void> {
    await this.apply(definition);
    const spec = definition.spec as {
      group: string;
      names: { plural: string };
      versions: { name: string }[];
    };
    const { group, names, versions } = spec;
    await this.untilTrue(`${names.plural} is served`, async () => {
      const path = `/apis/${group}/${versions[0].name}`;
      const list = await askApi(this.admin, {
        path: `${path}/${names.plural}`,
      });
      const discovered = await askApi(this.admin, { path });
      return list.status === 200 && discovered.text.includes(names.plural);
    });
  }

  /** Removes a kind with its objects and resolves when it is gone. */
  async uninstall(definition: KubernetesObject): Promise<void> {
    await this.delete(definition);
    await this.untilUninstalled(definition);
  }

  /** Resolves when a kind that was deleted is gone. */
  async untilUninstalled(definition: KubernetesObject): Promise<void> {
    const { group, names } = definition.spec as {
      group: string;
      names: { plural: string };
    };
    await this.untilTrue(`${names.plural} is gone`, async () => {
      const path = await this.pathOf({
        apiVersion: definition.apiVersion,
        kind: definition.kind,
        name: definition.metadata.name,
      });
      const answer = await askApi(this.admin, { path });
      const discovered = await askApi(this.admin, { path: `/apis/${group}` });
      return answer.status === 404 && discovered.status < 500;
    });
  }

  /** A token of a service account, as `kubectl create token` gets it. */
  async tokenOf(namespace: string, name: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
    const answer = await this.ask('POST', path, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 7200 },
    });
    return (answer.status as { token: string }).token;
  }

  /**
   * Makes etcd forget every version before the newest, as API servers do every five
   * minutes: they tell each other, through a key, up to where.
   */
  async compact(): Promise<void> {
    const list = await this.ask('GET', '/api/v1/namespaces?limit=1');
    const revision = list.metadata.resourceVersion ?? '';
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    await this.askEtcd('/v3/kv/put', {
      key: base64('compact_rev_key'),
      value: base64(revision),
    });
    await this.askEtcd('/v3/kv/compaction', { revision });
  }

  private get certificateFile(): string {
    return join(this.folder, 'certs', 'apiserver.crt');
  }

  private startEtcd(program: string): void {
    const [client, peer] = this.etcdPorts.map(
      port => `http://127.0.0.1:${port}`,
    );
    this.etcd = new ChildProgram(
      program,
      [
        `--data-dir=${join(this.folder, 'etcd')}`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
      ],
      join(this.folder, 'etcd.log'),
    );
  }

  private startApiServer(program: string): void {
    const { folder } = this;
    const keyFile = join(folder, 'service-accounts.key');
    const tokenFile = join(folder, 'tokens.csv');
    mkdirSync(join(folder, 'certs'));
    writeFileSync(keyFile, serviceAccountKey());
    writeFileSync(tokenFile, `${adminToken},admin,admin,"system:masters"\n`);
    this.apiServer = new ChildProgram(
      program,
      [
        `--etcd-servers=http://127.0.0.1:${this.etcdPorts[0]}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${this.port}`,
        // Without one it looks for a network, and a machine need not have any.
        '--advertise-address=192.0.2.1',
        '--endpoint-reconciler-type=none',
        `--cert-dir=${join(folder, 'certs')}`,
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${keyFile}`,
        `--service-account-signing-key-file=${keyFile}`,
        `--token-auth-file=${tokenFile}`,
        '--authorization-mode=RBAC',
        '--anonymous-auth=false',
        '--service-cluster-ip-range=198.51.100.0/24',
        // Its work needs the controllers that are not here.
        '--disable-admission-plugins=ServiceAccount',
      ],
      join(folder, 'kube-apiserver.log'),
    );
  }

  private async untilReady(): Promise<void> {
    await this.untilTrue('the API server is ready', async () => {
      if (!existsSync(this.certificateFile)) return false;
      const answer = await askApi(this.admin, { path: '/readyz' }).catch(
        () => undefined,
      );
      return answer?.status === 200;
    });
  }

  private async untilTrue(
    what: string,
    isTrue: () => Promise<boolean>,
  ): Promise<void> {
    const end = Date.now() + startMilliseconds;
    while (!(await isTrue())) {
      if (Date.now() > end) {
        throw new Error(
          `Not in time: ${what}. ${this.apiServer?.lastWords() ?? ''}`,
        );
      }
      await sleep(100);
    }
  }

  /** Where discovery says that an object lives. */
  private async pathOf(reference: ObjectReference): Promise<string> {
    const { apiVersion = 'v1', kind, namespace, name } = reference;
    const root = apiVersion.includes('/') ? '/apis' : '/api';
    const path = `${root}/${apiVersion}`;
    const { resources } = (await this.ask('GET', path)) as unknown as {
      resources: { name: string; kind: string; namespaced: boolean }[];
    };
    const resource = resources.find(
      each => each.kind === kind && !each.name.includes('/'),
    );
    if (!resource) throw new Error(`${apiVersion} ${kind} is not served`);
    const scope = resource.namespaced
      ? `/namespaces/${namespace ?? 'default'}`
      : '';
    return `${path}${scope}/${resource.name}/${name}`;
  }

  private async askEtcd(path: string, body: object): Promise<void> {
    const answer = await askApi(
      { url: `http://127.0.0.1:${this.etcdPorts[0]}` },
      {
        path,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    if (answer.status !== 200) throw new Error(`etcd: ${answer.text}`);
  }

  private patch(path: string, body: object): Promise<KubernetesObject> {
    return this.ask(
      'PATCH',
      `${path}?fieldManager=test&force=true`,
      body,
      // JSON is YAML.
      'application/apply-patch+yaml',
    );
  }

  private async ask(
    method: string,
    path: string,
    body?: object,
    contentType = 'application/json',
  ): Promise<KubernetesObject> {
    const answer = await askApi(this.admin, {
      method,
      path,
      headers: { 'Content-Type': contentType },
      body: body && JSON.stringify(body),
    });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return JSON.parse(answer.text);
  }
}

function isObject(
  object: ObjectReference | KubernetesObject,
): object is KubernetesObject {
  return 'metadata' in object;
}

function serviceAccountKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

import { readFileSync, readdirSync } from 'node:fs';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  Entity,
  EntityPolicies,
  SchemaValidEntityPolicy,
  componentEntityV1alpha1Validator,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { parse, parseAllDocuments } from 'yaml';
import { DemoCluster, startDemoCluster } from './kubernetes/demoCluster';
import { KubernetesObject } from './kubernetes/kubernetesObject';
import { parseLabelSelector } from './kubernetes/selectors';
import { ask } from './kubernetes/testClient';
import { adminGroup, demoUsers, developerGroup } from './demoUsers';

const folder = resolvePackagePath('@openova/demo-environment');
const clusterNames = ['eu-central', 'us-east'];

function yamlFiles(path: string): string[] {
  return readdirSync(join(folder, path), { recursive: true })
    .map(name => join(folder, path, String(name)))
    .filter(name => name.endsWith('.yaml'));
}

const entities: Entity[] = yamlFiles('catalog').flatMap(path =>
  parseAllDocuments(readFileSync(path, 'utf8')).map(document =>
    document.toJS(),
  ),
);

const refs = new Set(entities.map(entity => stringifyEntityRef(entity)));
const ofKind = (kind: string) =>
  entities.filter(entity => entity.kind === kind);

describe('the workload of the demo', () => {
  const clusters = new Map<string, DemoCluster>();
  const warnings: string[] = [];
  const objects: KubernetesObject[] = [];

  beforeAll(async () => {
    for (const name of clusterNames) {
      const cluster = await startDemoCluster({
        name,
        folder: join(folder, 'clusters', name),
        log: { info: () => {}, warn: message => warnings.push(message) },
      });
      clusters.set(name, cluster);
      const { body } = await ask(cluster, '/apis');
      const groupVersions = body.groups.flatMap(
        (group: { versions: { groupVersion: string }[] }) =>
          group.versions.slice(0, 1),
      );
      for (const path of [
        '/api/v1',
        ...groupVersions.map(
          (version: { groupVersion: string }) =>
            `/apis/${version.groupVersion}`,
        ),
      ]) {
        const { resources } = (await ask(cluster, path)).body;
        for (const resource of resources) {
          const list = await ask(cluster, `${path}/${resource.name}`);
          // Items of built-in kinds leave to the list what they are.
          const kind = list.body.kind.replace(/List$/, '');
          for (const item of list.body.items) objects.push({ kind, ...item });
        }
      }
    }
  });

  afterAll(async () => {
    for (const cluster of clusters.values()) await cluster.close();
  });

  it('is taken by its clusters without a warning', () => {
    expect(warnings).toEqual([]);
    expect(objects.length).toBeGreaterThan(60);
  });

  it('has a creation time for every object, so that the first claim is always the same', () => {
    const now = new Date().toISOString().slice(0, 13);
    const young = objects.filter(
      object =>
        object.kind !== 'CustomResourceDefinition' &&
        object.metadata.creationTimestamp!.startsWith(now),
    );
    expect(young.map(object => object.metadata.name)).toEqual([]);
  });

  it('uses addresses for documentation only', () => {
    const documentation = new BlockList();
    documentation.addSubnet('192.0.2.0', 24);
    documentation.addSubnet('198.51.100.0', 24);
    documentation.addSubnet('203.0.113.0', 24);
    documentation.addSubnet('2001:db8::', 32, 'ipv6');
    const paths = [...yamlFiles('clusters'), join(folder, 'records.yaml')];
    const addresses = paths.flatMap(path =>
      (readFileSync(path, 'utf8').match(/[0-9a-f:.]{4,}/g) ?? []).filter(isIP),
    );
    expect(addresses.length).toBeGreaterThan(20);
    const others = addresses.filter(
      address =>
        !documentation.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'),
    );
    expect(others).toEqual([]);
  });

  it('holds what goes wrong in real life', () => {
    const named = (kind: string, name: string) =>
      objects.filter(
        object => object.kind === kind && object.metadata.name === name,
      );
    const text = (kind: string, name: string) =>
      named(kind, name)
        .map(object => JSON.stringify(object))
        .join();
    expect(text('HTTPRoute', 'analytics')).toContain('NotAllowedByListeners');
    expect(text('HTTPRoute', 'partner-portal')).toContain('.example.org');
    expect(named('Gateway', 'internal')[0].status).not.toHaveProperty(
      'addresses',
    );
    expect(named('HTTPRoute', 'checkout')).toHaveLength(2);
    expect(text('Service', 'reports')).toContain('reports..openova.io');
    expect(text('Service', 'telemetry')).toContain(
      'external-dns.alpha.kubernetes.io/ttl',
    );
    expect(text('Service', 'mail-relay')).toContain('mail.openova.io');
    expect(named('Gslb', 'storefront')).toHaveLength(2);
    expect(text('Gslb', 'payments-api')).toContain('Unhealthy');
    expect(named('Gslb', 'dashboards')).toHaveLength(1);
  });

  it('refers to objects that exist, in every Gslb', () => {
    for (const [name, cluster] of clusters) {
      const missing = cluster.list('gslbs.k8gb.io').filter(gslb => {
        const spec = gslb.spec as {
          resourceRef: { kind: string; name: string };
        };
        const { kind, name: target } = spec.resourceRef;
        const plurals: Record<string, string> = {
          HTTPRoute: 'httproutes.gateway.networking.k8s.io',
          GRPCRoute: 'grpcroutes.gateway.networking.k8s.io',
          Ingress: 'ingresses.networking.k8s.io',
        };
        return !cluster
          .list(plurals[kind])
          .some(
            ({ metadata }) =>
              metadata.name === target &&
              metadata.namespace === gslb.metadata.namespace,
          );
      });
      expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });

  describe('its catalog', () => {
    it('holds valid entities that refer to each other', async () => {
      const policy = EntityPolicies.allOf([new SchemaValidEntityPolicy()]);
      const ref = (kind: string, name: unknown) =>
        stringifyEntityRef(
          parseEntityRef(String(name), {
            defaultKind: kind,
            defaultNamespace: 'default',
          }),
        );
      for (const entity of entities) await policy.enforce(entity);
      const missing = entities
        .flatMap(({ spec }) => [
          ref('Group', spec?.owner ?? 'openova'),
          ref('System', spec?.system ?? 'shop'),
          ref('Domain', spec?.domain ?? 'commerce'),
        ])
        .filter(target => !refs.has(target));
      expect(missing).toEqual([]);
      for (const component of ofKind('Component')) {
        expect(await componentEntityV1alpha1Validator.check(component)).toBe(
          true,
        );
      }
      expect(ofKind('Component').length).toBeGreaterThan(11);
    });

    it('knows the users who can sign in, and their groups', () => {
      for (const user of demoUsers) {
        const entity = ofKind('User').find(
          candidate => candidate.metadata.name === user.name,
        );
        expect(entity?.spec?.profile).toEqual({
          displayName: user.displayName,
          email: user.email,
        });
      }
      expect(refs).toContain(adminGroup);
      expect(refs).toContain(developerGroup);
    });

    it('maps every component to objects, but one', () => {
      const without = ofKind('Component').filter(component => {
        const annotation = (name: string) =>
          component.metadata.annotations?.[`backstage.io/kubernetes-${name}`];
        const namespace = annotation('namespace');
        const selects = parseLabelSelector(
          annotation('label-selector') ??
            `backstage.io/kubernetes-id=${annotation('id')}`,
        );
        return !objects.some(
          object =>
            selects(object) &&
            (namespace === undefined ||
              object.metadata.namespace === namespace),
        );
      });
      expect(without.map(component => component.metadata.name)).toEqual([
        'loyalty',
      ]);
    });

    it('has a component for every label that an object carries', () => {
      const ids = objects
        .map(object => object.metadata.labels?.['backstage.io/kubernetes-id'])
        .filter(id => id !== undefined);
      const known = ofKind('Component').map(
        component =>
          component.metadata.annotations?.['backstage.io/kubernetes-id'],
      );
      expect([...new Set(ids)].filter(id => !known.includes(id))).toEqual([]);
    });
  });

  it('begins with records that are well-formed and within their zone', () => {
    const zones = parse(readFileSync(join(folder, 'records.yaml'), 'utf8'));
    expect(zones.map((zone: { zone: string }) => zone.zone)).toEqual([
      'openova.io',
      'openova.dev',
    ]);
    for (const { zone, records } of zones) {
      for (const record of records) {
        expect(record).toEqual({
          dnsName: expect.stringMatching(
            new RegExp(`(^|\\.)${zone.replace('.', '\\.')}$`),
          ),
          recordType: expect.stringMatching(/^[A-Z]+$/),
          targets: expect.arrayContaining([expect.any(String)]),
          recordTTL: expect.any(Number),
        });
        if (record.recordType !== 'TXT') continue;
        expect(record.targets[0]).toMatch(/^".*"$/);
      }
    }
  });
});

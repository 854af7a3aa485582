import {
  changesOf,
  dnsEndpoint,
  owned,
  record,
  replay,
  txt,
  verdictsOf,
} from '../__testUtils__/worlds';

/* Instances: what were deployments of their own, in one plan. */

const web = 'A web.openova.io 192.0.2.1';
const at = (namespace: string, ...lines: string[]) => ({
  ...dnsEndpoint('web', lines),
  metadata: { namespace, name: 'web' },
});

describe('an instance', () => {
  it('has the keys of the top level where it has none, the registry key by key', () => {
    const { changes } = replay({
      config: {
        instances: [
          { name: 'eu', registry: { txtOwnerId: 'eu' } },
          { name: 'none', namespace: 'none', domainFilter: 'example.org' },
        ],
      },
      clusters: { eu: [dnsEndpoint('web', [web])] },
    });
    expect(changes.create).toMatchObject([
      txt('_externaldns.a-web.openova.io', 'eu'),
      record(web),
    ]);
  });

  it('reads its clusters, its namespace and its sources only', () => {
    const clusters = {
      eu: [
        at('shop', web),
        at('other', 'A other.openova.io 192.0.2.2'),
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: {
            namespace: 'shop',
            name: 'web',
            annotations: {
              'external-dns.kubernetes.io/hostname': 'svc.openova.io',
            },
          },
          spec: { type: 'LoadBalancer' },
          status: { loadBalancer: { ingress: [{ ip: '192.0.2.3' }] } },
        },
      ],
      us: [at('shop', 'A us.openova.io 192.0.2.4')],
    };
    const named = (instance: object) =>
      replay({
        config: { instances: [{ name: 'one', ...instance }] },
        clusters,
      }).endpoints.map(each => each.dnsName);
    expect(named({ clusters: 'eu', namespace: 'shop' })).toEqual([
      'web.openova.io',
    ]);
    expect(named({ clusters: ['us'] })).toEqual(['us.openova.io']);
    expect(named({ namespace: 'other' })).toEqual(['other.openova.io']);
    expect(named({ sources: 'service', clusters: 'eu' })).toEqual([
      'svc.openova.io',
    ]);
  });

  it('has its own domains and types', () => {
    const result = replay({
      config: {
        domainFilter: ['openova.io', 'example.org'],
        instances: [
          { name: 'a', namespace: 'a', domainFilter: ['example.org'] },
          { name: 'b', namespace: 'b', managedRecordTypes: ['AAAA'] },
        ],
      },
      clusters: { eu: [at('a', web), at('b', web)] },
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts.map(each => each.reason).sort()).toEqual([
      'outside-domain-filter',
      'type-not-managed',
    ]);
  });
});

describe('several instances', () => {
  it('that read one object are one wish with one verdict, and the first by name owns it', () => {
    const result = replay({
      config: {
        instances: [
          { name: 'b', registry: { txtOwnerId: 'b' } },
          { name: 'a', registry: { txtOwnerId: 'a' } },
        ],
      },
      clusters: { eu: [dnsEndpoint('web', [web])] },
    });
    expect(verdictsOf(result)).toEqual(['eu/web web.openova.io A creating']);
    expect(changesOf(result)).toEqual([
      '+ A web.openova.io 192.0.2.1',
      '+ TXT _externaldns.a-web.openova.io a',
    ]);
  });

  it('each delete under their own policy', () => {
    const result = replay({
      config: {
        instances: [
          { name: 'sync', registry: { txtOwnerId: 'sync' } },
          {
            name: 'upsert',
            policy: 'upsert-only',
            registry: { txtOwnerId: 'upsert' },
          },
        ],
      },
      clusters: { eu: [] },
      records: [
        ...owned('A one.openova.io 192.0.2.1', 'sync'),
        ...owned('A two.openova.io 192.0.2.1', 'upsert'),
      ],
    });
    expect(changesOf(result)).toEqual([
      '- A one.openova.io 192.0.2.1',
      '- TXT _externaldns.a-one.openova.io sync',
    ]);
  });

  it('leave an object alone that no instance has in its clusters', () => {
    const result = replay({
      config: { instances: [{ name: 'eu', clusters: ['eu'] }] },
      clusters: { eu: [], us: [dnsEndpoint('web', [web])] },
    });
    expect(result.verdicts).toEqual([]);
    expect(changesOf(result)).toEqual([]);
  });

  it('with one name, or without one, are refused', () => {
    const named = (...instances: object[]) =>
      replay({ config: { instances }, clusters: {} });
    expect(() => named({ name: 'a' }, { name: 'a' })).toThrow(
      'externalDns.instances[1].name "a" is used by another instance already',
    );
    expect(() => named({})).toThrow('externalDns.instances[0].name');
  });
});

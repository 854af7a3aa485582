import {
  collected,
  endpointLines,
  hostname,
  loadBalancer,
  verdictLines,
} from '../../__testUtils__/sourceWorld';
import { Options } from '../../options/types';
import { KubeObject } from '../source';

function said(objects: KubeObject[], changes: Partial<Options> = {}) {
  const result = collected(objects, { sources: ['service'], ...changes });
  return {
    wishes: endpointLines(result.wishes),
    verdicts: verdictLines(result),
  };
}

function withSpec(spec: unknown, annotations = hostname('web.openova.io')) {
  return { ...loadBalancer({ annotations, ingress: [] }), spec };
}

function pod(name: string, changes: Record<string, unknown> = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: 'db' } },
    spec: { nodeName: 'n1', hostname: name },
    status: { phase: 'Running' },
    ...changes,
  };
}

const slice: KubeObject = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'db-1',
    namespace: 'shop',
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  addressType: 'IPv4',
  endpoints: [
    { addresses: ['198.51.100.5'], targetRef: { kind: 'Pod', name: 'db-0' } },
    {
      addresses: ['198.51.100.6'],
      conditions: { ready: false },
      targetRef: { kind: 'Pod', name: 'db-1' },
    },
  ],
};

const headless = withSpec({
  type: 'ClusterIP',
  clusterIP: 'None',
  selector: { app: 'db' },
});

describe('services', () => {
  it('of type LoadBalancer are published at its addresses', () => {
    const { wishes, verdicts } = said([
      loadBalancer({
        annotations: hostname('web.openova.io, shop.openova.io.'),
        ingress: [{ ip: '192.0.2.10' }, { ip: '2001:db8::10' }],
      }),
    ]);
    expect(wishes).toEqual([
      'A shop.openova.io 192.0.2.10',
      'A web.openova.io 192.0.2.10',
      'AAAA shop.openova.io 2001:db8::10',
      'AAAA web.openova.io 2001:db8::10',
    ]);
    expect(verdicts).toEqual([]);
  });

  it('without an address hold their names', () => {
    const { wishes, verdicts } = said([
      loadBalancer({ annotations: hostname('web.openova.io'), ingress: [] }),
    ]);
    expect(wishes).toEqual([]);
    expect(verdicts).toEqual(['web.openova.io: targets-lost']);
  });

  it('with a broken target hold their names', () => {
    const { wishes, verdicts } = said(
      [loadBalancer({ annotations: hostname('web.openova.io') })],
      { targetNetFilter: ['203.0.113.0/24'] },
    );
    expect(wishes).toEqual([]);
    expect(verdicts).toEqual(['web.openova.io: targets-filtered']);
  });

  it('that name no host, or are filtered, say so', () => {
    const { verdicts } = said(
      [
        loadBalancer({ name: 'a' }),
        withSpec({ type: 'ExternalName', externalName: 'lb.example.org' }),
      ],
      { serviceTypeFilter: ['LoadBalancer'] },
    );
    expect(verdicts).toEqual([
      '(no name): no-hostname',
      'web.openova.io: filtered',
    ]);
  });

  it('of type ClusterIP are published only where that is asked for', () => {
    const service = withSpec({ type: 'ClusterIP', clusterIP: '198.51.100.7' });
    expect(said([service]).verdicts).toEqual([
      'web.openova.io: not-published-internally',
    ]);
    expect(said([service], { publishInternalServices: true }).wishes).toEqual([
      'A web.openova.io 198.51.100.7',
    ]);
  });

  it('without a cluster address are published at their ready pods', () => {
    expect(said([headless, slice, pod('db-0'), pod('db-1')]).wishes).toEqual([
      'A db-0.web.openova.io 198.51.100.5',
      'A web.openova.io 198.51.100.5',
    ]);
    expect(said([headless, slice]).verdicts).toEqual([
      '(no name): targets-lost',
      'web.openova.io: targets-lost',
    ]);
  });

  it('skip a pod that cannot be read, and keep the others', () => {
    const broken = pod('db-1', {
      metadata: { name: 'db-1', namespace: 'shop', labels: 7 },
    });
    const { wishes } = said([headless, slice, pod('db-0'), broken], {
      alwaysPublishNotReadyAddresses: true,
    });
    expect(wishes).toEqual([
      'A db-0.web.openova.io 198.51.100.5',
      'A web.openova.io 198.51.100.5',
    ]);
  });

  it('of type NodePort are published at the nodes, with SRV', () => {
    const node = (name: string, address: string, unschedulable = false) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      spec: { unschedulable },
      status: { addresses: [{ type: 'ExternalIP', address }] },
    });
    const { wishes } = said(
      [
        withSpec({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
        node('n1', '203.0.113.1'),
        node('n2', '203.0.113.2', true),
      ],
      { managedRecordTypes: ['A', 'SRV'] },
    );
    expect(wishes).toEqual([
      'A web.openova.io 203.0.113.1',
      'SRV _web._tcp.web.openova.io 0 50 30080 web.openova.io.',
    ]);
  });

  it('that share a name are one wish of both', () => {
    const { wishes } = collected(
      [
        loadBalancer({ name: 'b', annotations: hostname('web.openova.io') }),
        loadBalancer({
          name: 'a',
          annotations: hostname('web.openova.io'),
          ingress: [{ ip: '192.0.2.11' }],
        }),
      ],
      { sources: ['service'] },
    );
    expect(endpointLines(wishes)).toEqual([
      'A web.openova.io 192.0.2.10,192.0.2.11',
    ]);
    expect(wishes[0].origin.name).toBe('a');
    expect(wishes[0].contributors.map(each => each.name)).toEqual(['a', 'b']);
  });

  it('lose a name with too long a label, and no other', () => {
    const long = `${'x'.repeat(64)}.openova.io`;
    const { wishes, verdicts } = said([
      loadBalancer({ annotations: hostname(`web.openova.io,${long}`) }),
    ]);
    expect(wishes).toEqual(['A web.openova.io 192.0.2.10']);
    expect(verdicts).toEqual([`${long}: label-too-long`]);
  });
});

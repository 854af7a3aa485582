import {
  collected,
  endpointLines,
  hostname,
  verdictLines,
} from '../__testUtils__/sourceWorld';
import { Options } from '../options/types';
import { KubeObject } from './source';

function said(
  source: string,
  objects: KubeObject[],
  changes: Partial<Options> = {},
) {
  const result = collected(objects, { sources: [source], ...changes });
  return {
    wishes: endpointLines(result.wishes),
    verdicts: verdictLines(result),
  };
}

function ingress(changes: {
  annotations?: Record<string, string>;
  className?: string;
  status?: unknown;
}): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: changes.annotations,
    },
    spec: {
      ingressClassName: changes.className,
      rules: [{ host: 'web.openova.io' }, {}],
      tls: [{ hosts: ['tls.openova.io'] }],
    },
    status: changes.status ?? {
      loadBalancer: { ingress: [{ hostname: 'lb.example.org' }] },
    },
  };
}

describe('ingresses', () => {
  it('are published by their rules, TLS hosts and annotation', () => {
    const object = ingress({ annotations: hostname('more.openova.io') });
    expect(said('ingress', [object]).wishes).toEqual([
      'CNAME more.openova.io lb.example.org',
      'CNAME tls.openova.io lb.example.org',
      'CNAME web.openova.io lb.example.org',
    ]);
  });

  it('without an address hold their names', () => {
    expect(said('ingress', [ingress({ status: {} })]).verdicts).toEqual([
      'tls.openova.io: targets-lost',
      'web.openova.io: targets-lost',
    ]);
  });

  it('of another class are filtered', () => {
    const options = { ingressClassNames: ['nginx'] };
    const object = ingress({ className: 'traefik' });
    expect(said('ingress', [object], options).verdicts).toEqual([
      'tls.openova.io: filtered',
      'web.openova.io: filtered',
    ]);
  });

  it('with a hostname source that means nothing say so', () => {
    const object = ingress({
      annotations: {
        'external-dns.kubernetes.io/ingress-hostname-source': 'rules',
      },
    });
    expect(said('ingress', [object])).toEqual({
      wishes: [],
      verdicts: ['(no name): annotation-invalid'],
    });
  });

  it('refuse two filters that exclude each other', () => {
    const options = {
      ingressClassNames: ['nginx'],
      annotationFilter: 'kubernetes.io/ingress.class=nginx',
    };
    expect(() => said('ingress', [], options)).toThrow('exclude each other');
  });
});

function node(name: string, addresses: unknown): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { zone: 'a' } },
    spec: {},
    status: { addresses },
  };
}

const external = [{ type: 'ExternalIP', address: '203.0.113.1' }];

describe('nodes', () => {
  it('are published under their names', () => {
    expect(said('node', [node('n1.openova.io', external)]).wishes).toEqual([
      'A n1.openova.io 203.0.113.1',
    ]);
  });

  it('without an address cost nobody else', () => {
    const nodes = [node('n1.openova.io', external), node('n2.openova.io', [])];
    expect(said('node', nodes)).toEqual({
      wishes: ['A n1.openova.io 203.0.113.1'],
      verdicts: ['n2.openova.io: targets-lost'],
    });
    expect(() => said('node', nodes, { compat: true })).toThrow(
      'node/n2.openova.io has no address',
    );
  });

  it('are named by a template in place of their own name', () => {
    const template = {
      fqdnTemplate: ['{{.Name}}.{{.Labels.zone}}.openova.io'],
    };
    expect(said('node', [node('n1', external)], template).wishes).toEqual([
      'A n1.a.openova.io 203.0.113.1',
    ]);
  });
});

function pod(annotations: Record<string, string>, podIP?: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop', annotations },
    spec: { nodeName: 'n1' },
    status: { podIP },
  };
}

const internal = {
  'external-dns.kubernetes.io/internal-hostname': 'p.openova.io',
};

describe('nodes named with their targets', () => {
  it('take both from the template', () => {
    const template = { fqdnTargetTemplate: ['{{.Name}}.openova.io:192.0.2.7'] };
    expect(said('node', [node('n1', external)], template).wishes).toEqual([
      'A n1.openova.io 192.0.2.7',
    ]);
  });
});

describe('pods', () => {
  it('are published at their own address and at that of their node', () => {
    const annotations = { ...internal, ...hostname('host.openova.io') };
    const objects = [pod(annotations, '198.51.100.9'), node('n1', external)];
    expect(said('pod', objects).wishes).toEqual([
      'A host.openova.io 203.0.113.1',
      'A p.openova.io 198.51.100.9',
    ]);
  });

  it('without an address hold their names', () => {
    expect(said('pod', [pod(internal)])).toEqual({
      wishes: [],
      verdicts: ['p.openova.io: targets-lost'],
    });
    expect(said('pod', [pod(hostname('host.openova.io'))]).verdicts).toEqual([
      'host.openova.io: targets-lost',
    ]);
  });
});

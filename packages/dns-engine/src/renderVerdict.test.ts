import { replay } from './__testUtils__/worlds';
import { reasons, ReasonId } from './reasons';
import { renderVerdict } from './renderVerdict';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    namespace: 'shop',
    name: 'web',
    annotations: {
      'external-dns.kubernetes.io/hostname': 'web.openova.io',
      'external-dns.kubernetes.io/ttl': '60',
      'external-dns.alpha.kubernetes.io/ttl': '90',
    },
  },
  spec: { type: 'LoadBalancer' },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
};

describe('a verdict in words', () => {
  it('tells what its author should know although the name is published', () => {
    const { verdicts } = replay({
      config: { sources: ['service'] },
      clusters: { eu: [service] },
    });
    expect(verdicts).toMatchObject([
      {
        reason: 'creating',
        detail: expect.stringMatching(
          /^web\.openova\.io is about to be created.*The annotation ttl stands under two prefixes/,
        ),
      },
    ]);
  });

  const known = Object.keys(reasons) as ReasonId[];

  it.each(known)('of %s reads well without any name or value', reason => {
    const { sentence, fix } = renderVerdict({
      origin: { cluster: 'eu', kind: 'Node', namespace: '', name: 'worker' },
      dnsName: '',
      recordType: '',
      setIdentifier: '',
      reason,
      params: {},
    });
    for (const text of [sentence, fix]) {
      expect(text).not.toMatch(/\?|undefined|\{|\}| \/|^\s|^[a-z]/);
    }
  });
});

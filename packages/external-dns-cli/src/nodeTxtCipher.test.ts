import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  parseOptions,
  planZone,
  anyProvider,
  sealUnit,
  RecordSet,
} from '@openova/dns-engine';
import { nodeTxtCipher } from './nodeTxtCipher';

const key = new TextEncoder().encode('01234567890123456789012345678901');
const plain =
  'heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/default/api';

/** What ExternalDNS wrote for these labels under this key. */
const written =
  'AAECAwQFBgcICQoL5ZEatZ3pTVRElKvbfUWZNIcWPVmhpe6I5KFuWRASDiu44wKFpAnlV/Q5/EH1KZvniFhyqFR5h5JqHtS0uw1uoQ0YE+Cpb3Tir7CTg7FVAmVWClYnvWBpUJieljBn7apbGlV48mydmUBChiIpmsB1';

describe('nodeTxtCipher', () => {
  it('reads what ExternalDNS wrote', () => {
    expect(nodeTxtCipher(key).decrypt(written)).toBe(plain);
  });

  it('reads what it wrote itself', () => {
    const cipher = nodeTxtCipher(key);
    const sealed = cipher.encrypt(plain, randomBytes(12));
    expect(sealed).not.toContain('heritage');
    expect(cipher.decrypt(sealed)).toBe(plain);
  });

  it.each([
    ['another key', nodeTxtCipher(new Uint8Array(32)), written],
    ['plain text', nodeTxtCipher(key), plain],
    ['a changed byte', nodeTxtCipher(key), `B${written.slice(1)}`],
    ['too short', nodeTxtCipher(key), 'AAECAwQFBgcICQoL'],
  ])('says nothing to %s', (_, cipher, text) => {
    expect(cipher.decrypt(text)).toBeUndefined();
  });

  it('refuses to unpack without end', () => {
    const cipher = nodeTxtCipher(key);
    const bomb = cipher.encrypt('a'.repeat(10_000_000), randomBytes(12));
    expect(gzipSync('a'.repeat(10)).length).toBeLessThan(bomb.length);
    expect(cipher.decrypt(bomb)).toBeUndefined();
  });
});

describe('an instance that encrypts', () => {
  it('finds its own records again', () => {
    const { options } = parseOptions({
      sources: ['crd'],
      policy: 'sync',
      registry: {
        txtOwnerId: 'openova',
        txtPrefix: '_externaldns.',
        txtEncryptEnabled: true,
        txtEncryptAesKey: '01234567890123456789012345678901',
      },
    });
    const origin = {
      cluster: 'eu',
      kind: 'DNSEndpoint',
      namespace: 'shop',
      name: 'web',
    };
    const input = {
      zone: 'openova.io',
      desired: [
        {
          options: options[0],
          cluster: 'eu',
          verdicts: [],
          sources: [{ source: 'crd', state: 'fresh' as const }],
          wishes: [
            {
              endpoint: {
                dnsName: 'web.openova.io',
                recordType: 'A',
                targets: ['192.0.2.1'],
                labels: { resource: 'crd/shop/web' },
              },
              origin,
              contributors: [origin],
            },
          ],
        },
      ],
      claims: new Map(),
      semantics: anyProvider('embedded'),
      cipher: nodeTxtCipher,
    };
    const { units } = planZone({ ...input, records: [] });
    const records = units
      .map(unit =>
        sealUnit(unit, options, nodeTxtCipher, () => randomBytes(12)),
      )
      .flatMap(unit => unit.changes)
      .flatMap((change): RecordSet[] =>
        change.action === 'delete' ? [] : [change.new],
      );
    expect(JSON.stringify(records)).not.toContain('owner=openova');
    const second = planZone({ ...input, records });
    expect(second.units).toEqual([]);
    expect(second.recordSets[0]).toMatchObject({
      ownership: 'ours',
      labels: { owner: 'openova', resource: 'crd/shop/web' },
    });
  });
});

import * as fc from 'fast-check';
import {
  changesOf,
  dnsEndpoint,
  owned,
  record,
  replay,
} from '../__testUtils__/worlds';
import { EndpointJson } from './rendering';

/*
 * A zone that holds anything: what a provider answers is never an exception, and
 * never costs another name its record. `PROPERTY_RUNS` for longer runs.
 */

const numRuns = Number(process.env.PROPERTY_RUNS ?? 500);
jest.setTimeout(600_000);

const hostile = fc.constantFrom(
  '',
  '.',
  '..',
  '*',
  '__proto__',
  'constructor',
  'toString',
  '"',
  '\\052',
  'xn--',
  'xn--a.openova.io',
  'ß.openova.io',
  'a..b.openova.io',
  '_externaldns.',
  '_externaldns.a-',
  '_externaldns.a-bad.openova.io',
  '_externaldns.openova.io',
  'heritage=external-dns',
  '"heritage=external-dns,external-dns/owner=me',
  'heritage=external-dns,external-dns/owner=me,external-dns/owner=other',
  'heritage=external-dns,external-dns/__proto__=me,external-dns/owner=me',
  '"heritage=external-dns" ",external-dns/owner=me"',
  `${'A'.repeat(60)}==`,
  'a'.repeat(70_000),
);
const text = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map(label => `${label}.openova.io`),
);

const records: fc.Arbitrary<EndpointJson[]> = fc.array(
  fc.record(
    {
      dnsName: fc.oneof(text, fc.constant('bad.openova.io')),
      recordType: fc.oneof(
        fc.constantFrom('A', 'AAAA', 'CNAME', 'TXT', 'TXT', 'NS', 'SRV', ''),
        text,
      ),
      targets: fc.array(text, { maxLength: 4 }),
      setIdentifier: text,
      recordTTL: fc.oneof(fc.integer(), fc.double()),
      labels: fc.dictionary(text, text, { maxKeys: 3 }),
      providerSpecific: fc.array(fc.record({ name: text, value: text }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: ['dnsName', 'recordType', 'targets'] },
  ),
  { maxLength: 6 },
);

const good = 'A good.openova.io 192.0.2.1';
const moved = 'A good.openova.io 192.0.2.2';

describe('malformed records of a provider', () => {
  it('cost no other name anything, and are never taken for ours', () => {
    fc.assert(
      fc.property(records, malformed => {
        // One NS record above everything would be a delegation, and a rightful one.
        fc.pre(malformed.every(each => each.recordType !== 'NS'));
        const world = {
          clusters: {
            eu: [dnsEndpoint('web', [moved, 'A bad.openova.io 192.0.2.9'])],
          },
        };
        const result = replay({
          ...world,
          records: [...malformed, ...owned(good)],
        });
        expect(changesOf(result)).toContain('~ A good.openova.io 192.0.2.2');
        const reasons = result.verdicts.map(each => each.dnsName);
        expect(reasons).toEqual(['bad.openova.io', 'good.openova.io']);
        // Without an owner that reads as ours, nothing of it is changed.
        const others = malformed.filter(each => each.recordType !== 'TXT');
        for (const each of result.changes.delete) {
          if (each.recordType === 'TXT') continue;
          expect(others).toContainEqual(
            expect.objectContaining({ dnsName: each.dnsName }),
          );
          expect(each.labels?.owner).toBe('me');
        }
      }),
      { numRuns },
    );
  });

  it('of another type or form than a record set are told with their place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const run = () =>
          replay({
            clusters: { eu: [] },
            records: [record(good), value as unknown as EndpointJson],
          });
        try {
          expect(changesOf(run())).toEqual([]);
        } catch (error) {
          expect(String(error)).toMatch(/^WorldError: records\[1\]/);
        }
      }),
      { numRuns },
    );
  });
});

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
  { minLength: 20, maxLength: 20 },
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

  it('are planned in compat as well, or ended with the record that is broken', () => {
    fc.assert(
      fc.property(records, malformed => {
        const { create } = replay({
          config: { compat: 'external-dns' },
          clusters: { eu: [dnsEndpoint('web', [good])] },
          records: malformed,
        }).changes;
        expect(create.map(each => each.dnsName)).toContain('good.openova.io');
      }),
      { numRuns },
    );
    const run = () =>
      replay({
        config: { compat: 'external-dns' },
        clusters: { eu: [] },
        records: [record(good), { ...record(good), targets: [7 as never] }],
      });
    expect(run).toThrow('records[1].targets must be a list of texts.');
  });

  it('may have one text of 10 MB', () => {
    const huge = 'heritage=external-dns,external-dns/owner='.repeat(250_000);
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('web', [moved, 'A bad.openova.io 192.0.2.9'])],
      },
      records: [
        ...owned(good),
        record('A bad.openova.io 192.0.2.1'),
        {
          ...record('TXT _externaldns.a-bad.openova.io x'),
          targets: [huge],
        },
      ],
    });
    expect(changesOf(result)).toEqual(['~ A good.openova.io 192.0.2.2']);
    expect(
      result.verdicts.map(each => `${each.dnsName} ${each.reason}`),
    ).toEqual(['bad.openova.io ownership-unclear', 'good.openova.io updating']);
  });
});

describe('records that cannot be read', () => {
  const broken = (value: unknown) =>
    replay({
      clusters: {
        eu: [dnsEndpoint('web', [moved, 'A bad.openova.io 192.0.2.9'])],
      },
      records: [value as EndpointJson, ...owned(good)],
    });

  it.each([
    ['targets of another type', { recordType: 'A', targets: [7] }],
    ['targets that are no list', { recordType: 'A', targets: {} }],
    ['no type and broken targets', { targets: 7 }],
  ])('keep their name as it is: %s', (_, value) => {
    const result = broken({ dnsName: 'bad.openova.io', ...value });
    expect(changesOf(result)).toEqual(['~ A good.openova.io 192.0.2.2']);
    expect(result.verdicts).toMatchObject([
      {
        reason: 'ownership-unclear',
        detail: expect.stringContaining('records[0].targets must be'),
      },
      { reason: 'updating' },
    ]);
    expect(result.findings).toMatchObject([
      { id: 'ownership-unclear', subject: 'bad.openova.io' },
    ]);
  });

  it('are not deleted, and neither is the TXT that names us', () => {
    const [, ownership] = owned('A bad.openova.io 192.0.2.1');
    for (const recordType of ['A', undefined]) {
      const result = replay({
        clusters: { eu: [dnsEndpoint('web', [])] },
        records: [
          { dnsName: 'bad.openova.io', recordType, targets: 7 as never },
          ownership,
        ],
      });
      expect(changesOf(result)).toEqual([]);
    }
  });

  it('have a finding where they have no name', () => {
    const result = broken({ recordType: 'A', targets: ['192.0.2.1'] });
    expect(result.findings).toMatchObject([
      {
        id: 'record-unreadable',
        sentence: 'A record cannot be read: records[0].dnsName must be a text.',
      },
    ]);
    expect(changesOf(result)).toHaveLength(3);
  });

  it('may be anything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 20 }), values => {
        const result = replay({
          clusters: { eu: [dnsEndpoint('web', [moved])] },
          records: [...(values as unknown as EndpointJson[]), ...owned(good)],
        });
        expect(changesOf(result)).toEqual(['~ A good.openova.io 192.0.2.2']);
      }),
      { numRuns },
    );
  });
});

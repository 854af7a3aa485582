import { JsonObject, JsonValue } from '@backstage/types';
import { createRoute53Providers } from '@openova/backstage-plugin-external-dns-backend-module-route53';
import { FakeRoute53, HeldRecordSet } from '@openova/provider-fakes/route53';
import { countsOf, VectorService } from './service';

export const route53: VectorService = {
  factory: createRoute53Providers(),
  async start({ zones, faults = [] }) {
    const fake = await FakeRoute53.start();
    for (const { id, name, private: isPrivate, tags, records } of zones) {
      fake.addZone({
        id,
        name,
        private: isPrivate,
        tags,
        records: records.map(heldSet),
      });
    }
    fake.faults.script(faults);
    return {
      entry: {
        accessKeyId: fake.accessKeyId,
        secretAccessKey: fake.secretAccessKey,
        endpoint: fake.url,
      },
      async state() {
        const calls = fake.calls.map(({ operation, status }) => ({
          call: operation,
          status,
        }));
        return {
          zones: fake.zones.map(({ id, name, records }) => ({
            id,
            name: name.slice(0, -1),
            records: records.map(plainSet),
          })),
          calls: countsOf(calls),
          writes: calls.filter(
            ({ call }) => call === 'ChangeResourceRecordSets',
          ),
        };
      },
      async stop() {
        await fake.stop();
        if (fake.violations.length > 0) {
          throw new Error(`The fake was wrong: ${fake.violations.join('; ')}`);
        }
      },
    };
  },
  entryFor: url => ({
    accessKeyId: 'AKIDVECTOR00000000000',
    secretAccessKey: 'vector-secret-0123456789-0123456789-abcde',
    endpoint: url,
  }),
  canonical,
};

function heldSet(record: JsonObject): HeldRecordSet {
  return JSON.parse(JSON.stringify(record));
}

function plainSet(record: HeldRecordSet): JsonObject {
  return JSON.parse(JSON.stringify(record));
}

/** The fields in one order; values are a set. */
function canonical(record: JsonObject): JsonObject {
  const { ResourceRecords, ...rest } = record;
  const values = Array.isArray(ResourceRecords)
    ? ResourceRecords.map(each => JSON.stringify(each)).sort()
    : undefined;
  return Object.fromEntries([
    ...Object.entries(rest)
      .filter(([, value]) => value !== undefined && value !== null)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, value]) => [key, inOrder(value)]),
    ...(values ? [['values', values]] : []),
  ]);
}

function inOrder(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).sort());
}

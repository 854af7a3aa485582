import { JsonObject } from '@backstage/types';
import { cloudflareProviders } from '@openova/backstage-plugin-external-dns-backend-module-cloudflare';
import {
  FakeCloudflare,
  HeldRecord,
  RecordBody,
} from '@openova/provider-fakes/cloudflare';
import { countsOf, VectorService } from './service';

export const cloudflare: VectorService = {
  factory: cloudflareProviders,
  async start({ zones, faults = [] }) {
    const fake = await FakeCloudflare.start();
    for (const { id, name, status, paid, records } of zones) {
      fake.addZone({
        id,
        name,
        status,
        plan: paid ? 'pro' : 'free',
        records: records.map(bodyOf),
      });
    }
    fake.faults.script(faults);
    return {
      entry: { apiToken: fake.apiToken, baseUrl: fake.url },
      async state() {
        const calls = fake.calls.map(({ kind, status }) => ({
          call: kind,
          status,
        }));
        return {
          zones: fake.zones.map(({ id, name, records }) => ({
            id,
            name,
            records: records.map(nativeOf),
          })),
          calls: countsOf(calls),
          writes: calls.filter(({ call }) => !call.startsWith('GET ')),
        };
      },
      stop: () => fake.stop(),
    };
  },
  entryFor: url => ({
    apiToken: 'vector-token-0123456789-0123456789-abcde',
    baseUrl: `${url}/client/v4`,
  }),
  canonical: nativeOf,
};

const madeFromData: ReadonlySet<string> = new Set(['SRV', 'CAA', 'NAPTR']);

function bodyOf(record: JsonObject): RecordBody {
  return JSON.parse(JSON.stringify(record));
}

/**
 * Texts are compared with their quotes: the vendor's documentation wants them,
 * ExternalDNS sends what people wrote, and both are the same text in DNS.
 */
function nativeOf(given: JsonObject | HeldRecord): JsonObject {
  const record: Partial<HeldRecord> = JSON.parse(JSON.stringify(given));
  const { type = '', name = '', content = '', priority, data } = record;
  const { ttl = 1, proxied = false, comment, tags = [] } = record;
  return {
    type,
    name,
    ...(madeFromData.has(type)
      ? { data: Object.fromEntries(Object.entries(data ?? {}).sort()) }
      : { content: type === 'TXT' ? quoted(content) : content }),
    ...(type === 'MX' ? { priority } : {}),
    ttl,
    proxied,
    ...(comment ? { comment } : {}),
    ...(tags.length > 0 ? { tags: [...tags].sort() } : {}),
  };
}

function quoted(content: string): string {
  if (content.startsWith('"')) return content;
  return `"${content.replace(/["\\]/g, '\\$&')}"`;
}

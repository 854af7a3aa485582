import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayWorld } from '@openova/dns-engine';

/*
 * Worlds in which ExternalDNS crashes, fails as a whole or loses data by a plain
 * bug (`deviation` in the vectors), planned in our own mode: one object's mistake
 * costs that object's names, each with a verdict, and all others are published.
 */

interface Deviation {
  deviation?: string;
  world: { id: string; config: Record<string, unknown> };
}

const deviations = ['gateway', 'service', 'sources-other']
  .flatMap(file =>
    readFileSync(join(__dirname, '..', 'vectors', `${file}.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean),
  )
  .map((line): Deviation => JSON.parse(line))
  .filter(({ deviation }) => deviation !== undefined);

/** What each world comes to: `Kind/name: reason`, once for each object and reason. */
const expected: Record<string, string[]> = {
  'gateway/template-is-source-unknown': ['HTTPRoute/web: template-failed'],
  'gateway/template-field-unknown': ['HTTPRoute/web: template-failed'],
  'gateway/template-field-unknown-unattached': [
    'HTTPRoute/web: template-failed',
  ],
  'service/compat-mate-long-label': ['Service/web: label-too-long'],
  'other/crd-annotation-filter-some-match': [
    'DNSEndpoint/a: creating',
    'DNSEndpoint/b: filtered',
    'DNSEndpoint/c: filtered',
  ],
  'other/crd-annotation-filter-deletes': [
    'DNSEndpoint/a: published',
    'DNSEndpoint/b: filtered',
    'DNSEndpoint/c: filtered',
  ],
  'other/node-no-address': [
    'Node/n1.openova.io: creating',
    'Node/n2.openova.io: targets-lost',
  ],
  'other/node-template-long-label': ['Node/n1: label-too-long'],
  'other/pod-long-label': ['Pod/p: label-too-long'],
  'other/template-is-source-unknown': ['Service/web: template-failed'],
  'other/template-unknown-field': ['Service/web: template-failed'],
  'other/template-index-out-of-range': ['Service/web: template-failed'],
  'other/target-template-long-label': ['Service/web: label-too-long'],
  'other/wrap-one-source-fails': [
    'Node/n1: targets-lost',
    'Service/web: creating',
  ],
  'other/wrap-force-default-targets-shared-property': [
    'DNSEndpoint/one: creating',
  ],
  'other/wrap-nat64-alias': [
    'DNSEndpoint/one: broken-target',
    'DNSEndpoint/one: creating',
  ],
};

const txtRegistry = {
  type: 'txt',
  txtOwnerId: 'me',
  txtPrefix: '_externaldns.',
};

describe('where ExternalDNS fails, in our own mode', () => {
  it.each(deviations.map(each => [each.world.id, each] as const))(
    '%s',
    (id, { world }) => {
      const { compat: _, ...config } = world.config;
      const result = replayWorld({
        ...world,
        config: {
          ...config,
          policy: 'sync',
          registry: isNoop(config.registry) ? txtRegistry : config.registry,
        },
      });
      expect(result.changes.delete).toEqual([]);
      const outcomes = result.verdicts.map(
        ({ origin, reason }) => `${origin.kind}/${origin.name}: ${reason}`,
      );
      expect([...new Set(outcomes)].sort()).toEqual(expected[id]);
    },
  );
});

/** Most of these worlds have no ownership, which own mode refuses with sync. */
function isNoop(registry: unknown): boolean {
  return JSON.stringify(registry ?? {}).includes('noop') || !registry;
}

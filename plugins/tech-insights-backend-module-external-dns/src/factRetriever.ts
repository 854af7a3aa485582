import { parseEntityRef } from '@backstage/catalog-model';
import {
  FactRetriever,
  FactRetrieverContext,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import { ExternalDnsClient } from '@openova/backstage-plugin-external-dns-common';
import { healthFacts } from '@openova/dns-engine';

/**
 * The facts of DNS health, read page by page for all entities that have Kubernetes
 * objects: one request for 500 of them. They are defined in `docs/health.md`; `grade`
 * is the whole in one word.
 *
 * @public
 */
export const dnsHealthFactRetriever: FactRetriever = {
  id: 'dnsHealthFactRetriever',
  version: '1.0.0',
  title: 'DNS health',
  description:
    'Hostnames, records, ownership, delegations and answers of an entity, as the external-dns plugin knows them',
  entityFilter: [{ kind: 'component' }],
  schema: {
    grade: {
      type: 'string',
      description: 'healthy, degraded, broken or unknown',
    },
    ...healthFacts,
  },
  handler: readFacts,
};

async function readFacts({
  auth,
  discovery,
  entityFilter,
}: FactRetrieverContext): Promise<TechInsightFact[]> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'external-dns',
  });
  const client = new ExternalDnsClient({
    discoveryApi: discovery,
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...init?.headers, Authorization: `Bearer ${token}` },
        }),
    },
  });
  const kinds = kindsOf(entityFilter);
  const facts: TechInsightFact[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listHealth({ cursor });
    for (const { entityRef, grade, facts: found } of page.items) {
      const entity = parseEntityRef(entityRef);
      if (kinds && !kinds.has(entity.kind.toLocaleLowerCase('en-US'))) continue;
      facts.push({ entity, facts: { grade, ...found } });
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return facts;
}

/** The filter's kinds; undefined where it does not ask for any. */
function kindsOf(
  filter: FactRetrieverContext['entityFilter'],
): Set<string> | undefined {
  const filters = [filter ?? []].flat() as { kind?: unknown }[];
  const kinds = filters.flatMap(each =>
    [each.kind ?? []]
      .flat()
      .map(kind => String(kind).toLocaleLowerCase('en-US')),
  );
  return kinds.length > 0 ? new Set(kinds) : undefined;
}

import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import techInsightsPlugin from '@backstage-community/plugin-tech-insights-backend';
import jsonRulesModule from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import externalDnsFactsModule from '@openova/backstage-plugin-tech-insights-backend-module-external-dns';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readObject } from './__testUtils__/clusterObjects';
import { Stage } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(180_000);

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': name },
  },
  spec: { type: 'service', owner: 'group:default/shop' },
});

/** The checks of the demo portal: what its README shows must work. */
const { techInsights } = parse(
  readFileSync(resolve(__dirname, '../../../app-config.yaml'), 'utf8'),
);

interface CheckAnswer {
  check: { id: string };
  result: boolean;
}

describe('the scorecards of Tech Insights', () => {
  let stage: Stage;

  beforeAll(async () => {
    const { dnsHealthFactRetriever } = techInsights.factRetrievers;
    stage = await Stage.start({
      clusters: {
        eu: [
          'gateway gw 192.0.2.1',
          'httproute shop/web web.openova.io via gw',
          'httproute shop/lost lost.openova.io via nothing',
        ].map(readObject),
      },
      features: [
        catalogServiceMock.factory({
          entities: [component('web'), component('lost')],
        }),
        schedulerServiceFactory,
        techInsightsPlugin,
        jsonRulesModule,
        externalDnsFactsModule,
      ],
      config: {
        techInsights: {
          ...techInsights,
          factRetrievers: {
            dnsHealthFactRetriever: {
              ...dnsHealthFactRetriever,
              initialDelay: { milliseconds: 1 },
            },
          },
        },
      },
    });
    await waitFor(
      async () =>
        (await stage.api.entityHealth('web')).grade === 'healthy' || undefined,
      'web to be healthy',
    );
  });

  afterAll(() => stage?.stop());

  async function results(name: string): Promise<Record<string, boolean>> {
    const answer = await fetch(
      `${stage.urlOf('tech-insights')}/checks/run/default/component/${name}`,
      {
        method: 'POST',
        headers: {
          authorization: mockCredentials.user.header(),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ checks: Object.keys(checks) }),
      },
    );
    const found: CheckAnswer[] = await answer.json();
    return Object.fromEntries(
      found.map(({ check, result }) => [check.id, result]),
    );
  }

  const { checks } = techInsights.factChecker;

  it('judge a healthy component and a broken one', async () => {
    await stage.runSideJob('dnsHealthFactRetriever', 'tech-insights');
    const healthy = await waitFor(async () => {
      const found = await results('web').catch(() => undefined);
      return found?.dnsHostnamesPublished ? found : undefined;
    }, 'the facts of web');
    expect(healthy).toEqual({
      dnsHostnamesPublished: true,
      dnsNoForeignOwner: true,
      dnsFresh: true,
    });
    expect(await results('lost')).toEqual({
      dnsHostnamesPublished: false,
      dnsNoForeignOwner: true,
      dnsFresh: true,
    });
  });
});

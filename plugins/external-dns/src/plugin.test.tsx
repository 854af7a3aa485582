import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createApiFactory } from '@backstage/core-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shop } from '../dev/data/entities';
import { MockExternalDns } from '../dev/MockExternalDns';
import externalDnsPlugin, { externalDnsApiRef } from '.';

const mocks = createFrontendModule({
  pluginId: 'external-dns',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams(
          createApiFactory({
            api: externalDnsApiRef,
            deps: {},
            factory: () => new MockExternalDns(),
          }),
        ),
    }),
  ],
});

describe('the plugin in the new frontend system', () => {
  it('is the default export of its package', () => {
    expect(externalDnsPlugin.$$type).toBe('@backstage/FrontendPlugin');
    expect(externalDnsPlugin.pluginId).toBe('external-dns');
  });

  it('gives an entity with Kubernetes annotations its tab and card', async () => {
    renderTestApp({
      features: [externalDnsPlugin, mocks],
      extensions: [createTestEntityPage({ entity: shop })],
    });
    expect(
      (await screen.findAllByText('3 of 9 hostnames work.')).length,
    ).toBeGreaterThan(0);
    expect(
      await screen.findByRole('table', { name: 'Hostnames of this component' }),
    ).toBeVisible();
  });

  it('has a page with a tab for each part, and a resync', async () => {
    const user = userEvent.setup();
    renderTestApp({
      features: [externalDnsPlugin, mocks],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/dns'],
    });
    expect(await screen.findByText('868 hostnames')).toBeVisible();
    for (const [tab, content] of [
      ['Health', 'Components by DNS health'],
      ['Records', 'Records of all zones'],
      ['Zones', 'Zones that the providers hold'],
      ['Clusters', 'Sources of us-west'],
      ['Findings', 'Hostnames that do not work, and why'],
    ]) {
      await user.click(screen.getByRole('tab', { name: tab }));
      expect(await screen.findByRole('table', { name: content })).toBeVisible();
    }
    await user.click(screen.getByRole('tab', { name: 'GSLB' }));
    expect(
      await screen.findByRole('list', { name: 'Delegated zones' }),
    ).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Activity' }));
    expect(
      await screen.findByRole('button', { name: 'Sync 4711' }),
    ).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Resync' })).toBeEnabled();
  });
});

import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { shop } from '../dev/data/entities';
import { MockExternalDns } from '../dev/MockExternalDns';
import {
  DnsPage,
  EntityDnsCard,
  EntityDnsContent,
  externalDnsApiRef,
  externalDnsPlugin,
} from './legacy';

const app = (children: ReactNode) => (
  <TestApiProvider
    apis={[
      [externalDnsApiRef, new MockExternalDns()],
      [permissionApiRef, mockApis.permission()],
    ]}
  >
    <EntityProvider entity={shop}>{children}</EntityProvider>
  </TestApiProvider>
);

describe('the plugin in the old frontend system', () => {
  it('brings its own API', () => {
    expect([...externalDnsPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.external-dns.service',
    ]);
  });

  it('shows the tab of an entity, and a card that leads to it', async () => {
    await renderInTestApp(
      app(
        <>
          <EntityDnsCard />
          <Routes>
            <Route path="/shop/dns" element={<EntityDnsContent />} />
          </Routes>
        </>,
      ),
      { routeEntries: ['/shop/dns'] },
    );
    expect(
      await screen.findByRole('table', { name: 'Hostnames of this component' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Hostnames and why' }),
    ).toHaveAttribute('href', '/shop/dns');
  });

  it('shows the page with its own header and tabs', async () => {
    await renderInTestApp(
      app(
        <Routes>
          <Route path="/dns/*" element={<DnsPage />} />
        </Routes>,
      ),
      { routeEntries: ['/dns/zones'] },
    );
    expect(
      await screen.findByRole('heading', { name: 'DNS', level: 1 }),
    ).toBeVisible();
    expect(
      await screen.findByRole('table', {
        name: 'Zones that the providers hold',
      }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Activity' })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Health' })).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'GSLB' }));
    expect(
      await screen.findByRole('list', { name: 'Delegated zones' }),
    ).toBeVisible();
  });
});

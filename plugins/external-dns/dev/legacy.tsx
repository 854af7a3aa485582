import { Content, Header, Page } from '@backstage/core-components';
import { createApiFactory } from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import Grid from '@material-ui/core/Grid';
import {
  DnsPage,
  EntityDnsCard,
  EntityDnsContent,
  externalDnsApiRef,
  externalDnsPlugin,
} from '../src/legacy';
import { batch, shop } from './data/entities';
import { MockExternalDns } from './MockExternalDns';

createDevApp()
  .registerPlugin(externalDnsPlugin)
  .registerApi(
    createApiFactory({
      api: externalDnsApiRef,
      deps: {},
      factory: () => new MockExternalDns(),
    }),
  )
  .addPage({
    path: '/shop',
    title: 'Tab',
    element: (
      <EntityProvider entity={shop}>
        <Page themeId="service">
          <Header title="Shop" type="component" />
          <Content>
            <EntityDnsContent />
          </Content>
        </Page>
      </EntityProvider>
    ),
  })
  .addPage({
    path: '/batch',
    title: 'Empty',
    element: (
      <EntityProvider entity={batch}>
        <Page themeId="service">
          <Header title="Nightly batch" type="component" />
          <Content>
            <Grid container>
              <Grid item xs={12} md={6}>
                <EntityDnsCard />
              </Grid>
            </Grid>
          </Content>
        </Page>
      </EntityProvider>
    ),
  })
  .addPage({ path: '/dns', title: 'DNS', element: <DnsPage /> })
  .render();

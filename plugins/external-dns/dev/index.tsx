import { createApiFactory } from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import externalDnsPlugin, { externalDnsApiRef } from '../src';
import { batch, shop } from './data/entities';
import { MockExternalDns } from './MockExternalDns';

const catalogMock = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams(
          createApiFactory({
            api: catalogApiRef,
            deps: {},
            factory: () => catalogApiMock({ entities: [shop, batch] }),
          }),
        ),
    }),
  ],
});

createDevApp({
  features: [
    catalogPlugin,
    catalogMock,
    externalDnsPlugin.withOverrides({
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
    }),
  ],
});

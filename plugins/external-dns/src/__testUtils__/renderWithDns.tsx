import { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import {
  ExternalDnsApi,
  ExternalDnsSignal,
} from '@openova/backstage-plugin-external-dns-common';
import { act } from '@testing-library/react';
import { ReactElement } from 'react';
import { SWRConfig } from 'swr';
import { shop } from '../../dev/data/entities';
import { MockExternalDns } from '../../dev/MockExternalDns';
import { externalDnsApiRef } from '../api';
import { dnsPageRouteRef, entityDnsRouteRef } from '../routes';

/** The mock of the development set-up, with some answers replaced. */
export function dnsApi(answers: Partial<ExternalDnsApi> = {}): ExternalDnsApi {
  return Object.assign(new MockExternalDns(), answers);
}

/** Signals that the test sends. */
export class TestSignals {
  readonly #listeners = new Set<(message: never) => void>();

  readonly api: SignalApi = {
    subscribe: (_channel, onMessage) => {
      this.#listeners.add(onMessage);
      return { unsubscribe: () => this.#listeners.delete(onMessage) };
    },
  };

  send(message: ExternalDnsSignal) {
    act(() => this.#listeners.forEach(listener => listener(message as never)));
  }
}

/** Renders in an app with the plugin's API, permissions, signals and routes. */
export function renderWithDns(
  element: ReactElement,
  options: {
    api?: ExternalDnsApi;
    entity?: Entity;
    /** Names of permissions that the viewer lacks. */
    denied?: string[];
    signals?: TestSignals;
    url?: string;
  } = {},
) {
  const { api = dnsApi(), entity = shop, denied = [], url = '/' } = options;
  const signals = options.signals ?? new TestSignals();
  const permissionApi = mockApis.permission({
    authorize: ({ permission }) =>
      denied.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
  return renderInTestApp(
    // A cache of its own: permissions are kept between renders otherwise.
    <SWRConfig value={{ provider: () => new Map() }}>
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </SWRConfig>,
    {
      apis: [
        [externalDnsApiRef, api],
        [permissionApiRef, permissionApi],
        [signalApiRef, signals.api],
      ],
      mountedRoutes: {
        '/dns': dnsPageRouteRef,
        '/shop/dns': entityDnsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [url],
    },
  );
}

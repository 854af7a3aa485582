import { createApiRef } from '@backstage/core-plugin-api';
import { ExternalDnsApi } from '@openova/backstage-plugin-external-dns-common';

/** The way to the backend; replace it to read the DNS state from elsewhere. @public */
export const externalDnsApiRef = createApiRef<ExternalDnsApi>({
  id: 'plugin.external-dns.service',
});

import { ProviderContext } from '@openova/backstage-plugin-external-dns-node';

/** Nothing to wait for. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

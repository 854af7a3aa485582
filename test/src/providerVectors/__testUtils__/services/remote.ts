import { JsonObject } from '@backstage/types';
import { ProviderVector } from '../vector';
import { ServerState, VectorServer, VectorService } from './service';

/*
 * Another server in the fake's place: `npm run vectors -- --server URL FILE...`.
 *
 * Below URL it speaks the vendor's API (Cloudflare's at URL/client/v4, Route 53's at
 * URL itself) and lets every credential in. Beside that it has two calls of its own:
 *
 *   PUT URL/world   {"provider", "zones", "faults"}: forget everything, hold these
 *                   zones and go wrong in these ways, as a vector's world has them.
 *                   An answer {"entry": {...}} is merged into the provider's entry.
 *   GET URL/record  {"zones", "calls", "writes"} since then, as a vector's result
 *                   has them.
 */

/** The server at a URL, with the zones of a world. */
export async function remoteServer(
  url: string,
  service: VectorService,
  world: Pick<ProviderVector['world'], 'zones' | 'faults'>,
): Promise<VectorServer> {
  const base = url.replace(/\/+$/, '');
  const answer = await asked(`${base}/world`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      provider: service.factory.type,
      zones: world.zones,
      faults: world.faults ?? [],
    }),
  });
  const { entry }: { entry?: JsonObject } = answer ? JSON.parse(answer) : {};
  return {
    entry: { ...service.entryFor(base), ...entry },
    async state() {
      const state: Partial<ServerState> = JSON.parse(
        await asked(`${base}/record`),
      );
      return {
        zones: state.zones ?? [],
        calls: state.calls ?? {},
        writes: state.writes ?? [],
      };
    },
    stop: async () => {},
  };
}

async function asked(url: string, init?: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(
    `${init?.method ?? 'GET'} ${url} was answered with ${
      response.status
    }: ${text.slice(0, 200)}`,
  );
}

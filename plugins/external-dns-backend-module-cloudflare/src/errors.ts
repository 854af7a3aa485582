import {
  ProviderError,
  retryAfterSeconds,
} from '@openova/backstage-plugin-external-dns-node';
import { APIError } from 'cloudflare/error';

/** What was being done, for the sentence; and whether it writes. @internal */
export interface Attempt {
  /** As in `Cloudflare refuses to ...`. */
  what: string;
  writes?: boolean;
  /** It is about one zone: what is missing there concerns no other. */
  zone?: string;
}

/** The records are not what was read: somebody else was there. @internal */
export class ChangedMeanwhile extends Error {}

/** Codes for a credential that is none. */
const badCredential: ReadonlySet<number> = new Set([
  1000, 6003, 6103, 6111, 9103, 9106, 9109,
]);
/** Codes for an id that leads nowhere, or an identical record that is new. */
const goneOrNew: ReadonlySet<number> = new Set([81044, 81058]);
/** A zone that is not there. */
const noZone: ReadonlySet<number> = new Set([1001, 7000, 7003]);

/** A failure of the vendor's client in a provider's words. @internal */
export function toProviderError(
  error: unknown,
  attempt: Attempt,
): ProviderError | ChangedMeanwhile {
  const { what, writes = false, zone } = attempt;
  if (!(error instanceof APIError) || error.status === undefined) {
    return new ProviderError(
      'Unavailable',
      `Cloudflare cannot be reached, or its answer was cut off, when it was asked to ${what}`,
      { cause: withoutRequest(error) },
    );
  }
  const status: number = error.status;
  const errors: { code?: number; message?: string }[] = error.errors ?? [];
  const has = (codes: ReadonlySet<number>) =>
    errors.some(({ code }) => code !== undefined && codes.has(code));
  const said = sentence(errors) || `status ${status}`;
  if (status === 429) {
    return new ProviderError(
      'Throttled',
      'Cloudflare has had too many requests from this account',
      {
        retryAfterSeconds: error.headers && retryAfterSeconds(error.headers),
      },
    );
  }
  if (status >= 500) {
    return new ProviderError(
      'Unavailable',
      `Cloudflare failed when it was asked to ${what}: ${said}`,
    );
  }
  if (status === 401 || has(badCredential)) {
    return new ProviderError(
      'InvalidConfig',
      `Cloudflare does not accept the credential: ${said}; check apiToken, or apiKey and apiEmail`,
    );
  }
  if (status === 403) {
    // Other zones of the account may be readable all the same.
    const kind = zone !== undefined && !writes ? 'Rejected' : 'InvalidConfig';
    return new ProviderError(
      kind,
      `The credential may not ${what}: give it ${
        writes ? 'DNS:Edit' : 'Zone:Read and DNS:Read'
      } for ${zone ?? 'the zones'} (Cloudflare: ${said})`,
    );
  }
  if (has(noZone)) {
    return new ProviderError(
      'Rejected',
      `Cloudflare has no zone ${
        zone ?? ''
      } for this credential any more: ${said}`,
    );
  }
  if (has(goneOrNew)) return new ChangedMeanwhile(said);
  return new ProviderError(
    'Rejected',
    `Cloudflare refuses to ${what}: ${said}`,
  );
}

function sentence(errors: readonly { message?: string }[]): string {
  return errors
    .flatMap(({ message }) => (message ? [message.replace(/\.$/, '')] : []))
    .join('; ');
}

/** The vendor's errors may hold what was sent. */
function withoutRequest(error: unknown): unknown {
  return error instanceof Error ? new Error(error.name) : undefined;
}

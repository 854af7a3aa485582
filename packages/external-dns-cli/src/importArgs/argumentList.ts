/**
 * One environment variable of a container. A literal `value` is used only where
 * it is no secret; `from` says where else the value comes from.
 *
 * @internal
 */
export interface EnvironmentVariable {
  name: string;
  value?: string;
  /** For people: `Secret cloudflare-credentials, key api-token`. */
  from?: string;
}

/** Another container beside ExternalDNS: mostly a webhook provider. @internal */
export interface Sidecar {
  image: string;
  environment: EnvironmentVariable[];
}

/** What one ExternalDNS was started with, wherever that was written. @internal */
export interface ArgumentList {
  /** Becomes the name of the instance. */
  name: string;
  /** Tells instances of one name apart. */
  namespace?: string;
  /** For people: `Deployment external-dns/external-dns`. */
  origin: string;
  args: string[];
  environment: EnvironmentVariable[];
  /** Of the image: `0.14.0`. */
  version?: string;
  /** The clusters it runs in, where the caller said so. */
  clusters?: string[];
  sidecars: Sidecar[];
  /** What the reader of the input could not carry over. */
  notes: string[];
}

/** Bad input, in one sentence for people. @internal */
export class InputError extends Error {}

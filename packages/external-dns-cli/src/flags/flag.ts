/** The DNS services that have a module here, by the `type` of a provider entry. @public */
export type ProviderType =
  | 'cloudflare'
  | 'route53'
  | 'google'
  | 'azure'
  | 'powerdns'
  | 'rfc2136'
  | 'webhook';

/**
 * What a flag becomes in the `externalDns` section.
 *
 * - `option`: a key of the section or of an instance; `registry.` marks its part.
 * - `provider`: a key of a provider entry.
 * - `built-in`: nothing to configure, because it is always so here, or is said in
 *   another place; `how` tells which.
 * - `none`: there is no counterpart; `why` tells what that means.
 *
 * @public
 */
export type Counterpart =
  | { as: 'option'; key: string }
  | { as: 'provider'; types: readonly ProviderType[]; key: string }
  | { as: 'built-in'; how: string }
  | { as: 'none'; why: string };

/** @public */
export type FlagKind = 'text' | 'list' | 'switch' | 'number' | 'duration';

/**
 * One flag of ExternalDNS. `since` and `until` are the first and the last minor
 * version that know it; the table begins with 0.14, so that `since: 0.14` also
 * stands for everything before.
 *
 * @public
 */
export interface Flag {
  name: string;
  kind: FlagKind;
  /** Of the newest version that has it; empty where there is none. */
  default: string;
  since: string;
  /** Absent: the newest version still has it. */
  until?: string;
  /** Its value must never be shown. */
  secret?: boolean;
  becomes: Counterpart;
}

/** @internal */
export type FlagDetails = Partial<
  Pick<Flag, 'default' | 'since' | 'until' | 'secret'>
>;

const builder =
  (kind: FlagKind, initial: string) =>
  (name: string, becomes: Counterpart, details: FlagDetails = {}): Flag => ({
    name,
    kind,
    default: initial,
    since: '0.14',
    becomes,
    ...details,
  });

/** @internal */
export const text = builder('text', '');
/** May be given several times. @internal */
export const list = builder('list', '');
/** `--name` and `--no-name`. @internal */
export const toggle = builder('switch', 'false');
/** @internal */
export const number = builder('number', '');
/** As Go writes them: `1m30s`. @internal */
export const duration = builder('duration', '0s');

/** @internal */
export const option = (key: string): Counterpart => ({ as: 'option', key });
/** @internal */
export const provider = (types: ProviderType, key: string): Counterpart => ({
  as: 'provider',
  types: [types],
  key,
});
/** @internal */
export const builtIn = (how: string): Counterpart => ({ as: 'built-in', how });
/** @internal */
export const none = (why: string): Counterpart => ({ as: 'none', why });

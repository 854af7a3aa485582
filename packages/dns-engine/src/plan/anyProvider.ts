import { ProviderSemantics } from '../provider';

/** Every type that a record may have where no provider says otherwise. @public */
export const allRecordTypes: readonly string[] = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DNAME',
  'DS',
  'HTTPS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SRV',
  'SSHFP',
  'SVCB',
  'TLSA',
  'TXT',
];

/** Prefixes of providerSpecific names where they are not the provider's type. */
const prefixes: Readonly<Record<string, string>> = { route53: 'aws/' };

/**
 * What holds of a provider of which nothing else is known. As in ExternalDNS,
 * properties of other providers are dropped, except with Cloudflare.
 *
 * @public
 */
export function anyProvider(type: string | undefined): ProviderSemantics {
  const semantics: ProviderSemantics = {
    type: type ?? 'any',
    recordTypes: allRecordTypes,
  };
  // Its "CNAME flattening".
  if (type === 'cloudflare') semantics.apexCname = true;
  if (type !== undefined && type !== 'cloudflare') {
    semantics.propertyPrefix = prefixes[type] ?? `${type}/`;
  }
  return semantics;
}

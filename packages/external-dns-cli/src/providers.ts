import { azureSemantics } from '@openova/backstage-plugin-external-dns-backend-module-azure/engine';
import { cloudflareSemantics } from '@openova/backstage-plugin-external-dns-backend-module-cloudflare/engine';
import { embeddedSemantics } from '@openova/backstage-plugin-external-dns-backend-module-embedded/engine';
import { googleSemantics } from '@openova/backstage-plugin-external-dns-backend-module-google/engine';
import { hetznerSemantics } from '@openova/backstage-plugin-external-dns-backend-module-hetzner/engine';
import { powerDnsSemantics } from '@openova/backstage-plugin-external-dns-backend-module-powerdns/engine';
import { rfc2136SemanticsWith } from '@openova/backstage-plugin-external-dns-backend-module-rfc2136/engine';
import { createRoute53Semantics } from '@openova/backstage-plugin-external-dns-backend-module-route53/engine';
import { ProviderSemantics } from '@openova/dns-engine';
import { durationOf, Entry, textOf, truthOf } from './providerEntry';

/*
 * The providers' pure halves, so that the command line plans what the backend would.
 * Of an entry only what shapes a record is read: credentials may be missing, and what
 * is wrong in it the backend says. A webhook says what it makes of an endpoint only
 * when it is asked: nothing more is known of it than of any provider.
 */

const providers: Readonly<Record<string, (entry: Entry) => ProviderSemantics>> =
  {
    azure: entry =>
      azureSemantics(entry.visibility === 'private' ? 'private' : 'public'),
    cloudflare: entry =>
      cloudflareSemantics({
        proxied: truthOf(entry.proxied),
        recordComment: textOf(entry.recordComment),
      }),
    embedded: () => embeddedSemantics,
    google: () => googleSemantics,
    hetzner: () => hetznerSemantics,
    powerdns: () => powerDnsSemantics,
    rfc2136: entry =>
      rfc2136SemanticsWith({ minTtl: durationOf(entry.minTtl) }),
    route53: entry =>
      createRoute53Semantics({
        evaluateTargetHealth: truthOf(entry.evaluateTargetHealth),
        preferCname: truthOf(entry.preferCname),
      }),
  };

/**
 * What a provider makes of an endpoint, by its type and its entry in
 * `externalDns.providers`; undefined for a type that is not known here.
 *
 * @internal
 */
export function semanticsOf(
  type: string,
  entry: Entry,
): ProviderSemantics | undefined {
  return Object.hasOwn(providers, type) ? providers[type](entry) : undefined;
}

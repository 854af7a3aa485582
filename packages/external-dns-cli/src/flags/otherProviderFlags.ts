import { Counterpart, Flag, FlagKind, none } from './flag';

/** Of one provider, by name: kind (`secret` is a text), default, first version. */
type Row = readonly [
  kind: FlagKind | 'secret',
  initial?: string,
  since?: string,
];

/**
 * Why a provider without a module here is still in reach: every provider of
 * ExternalDNS can be served over its webhook protocol by ExternalDNS itself.
 *
 * @internal
 */
export const throughWebhook = (name: string): string =>
  `${name} has no module here: run \`external-dns --webhook-server\` with these flags and use a provider of type webhook.`;

function flagsOf(becomes: Counterpart, rows: Record<string, Row>): Flag[] {
  return Object.entries(rows).map(([name, [kind, initial, since]]) => ({
    name,
    kind: kind === 'secret' ? 'text' : kind,
    default: initial ?? (kind === 'switch' ? 'false' : ''),
    since: since ?? '0.14',
    ...(kind === 'secret' ? { secret: true } : {}),
    becomes,
  }));
}

/** Providers of ExternalDNS that have no module here. @internal */
export const otherProviderFlags: readonly Flag[] = [
  ...flagsOf(none(throughWebhook('Alibaba Cloud')), {
    'alibaba-cloud-config-file': ['text', '/etc/kubernetes/alibaba-cloud.json'],
    'alibaba-cloud-zone-type': ['text'],
  }),
  ...flagsOf(none(throughWebhook('CoreDNS with etcd')), {
    'coredns-prefix': ['text', '/skydns/'],
    'coredns-strictly-owned': ['switch', 'false', '0.21'],
  }),
  ...flagsOf(none(throughWebhook('Exoscale')), {
    'exoscale-apienv': ['text', 'api'],
    'exoscale-apizone': ['text', 'ch-gva-2'],
    'exoscale-apikey': ['secret'],
    'exoscale-apisecret': ['secret'],
    'exoscale-zones-cache-duration': ['duration', '0s', '0.22'],
  }),
  ...flagsOf(none(throughWebhook('GoDaddy')), {
    'godaddy-api-key': ['secret'],
    'godaddy-api-secret': ['secret'],
    'godaddy-api-ttl': ['number', '0'],
    'godaddy-api-ote': ['switch'],
  }),
  ...flagsOf(none(throughWebhook('NS1')), {
    'ns1-endpoint': ['text'],
    'ns1-ignoressl': ['switch'],
    'ns1-min-ttl': ['number', '0'],
  }),
  ...flagsOf(none(throughWebhook('Oracle Cloud')), {
    'oci-config-file': ['text', '/etc/kubernetes/oci.yaml'],
    'oci-compartment-ocid': ['text'],
    'oci-zone-scope': ['text', 'GLOBAL', '0.15'],
    'oci-auth-instance-principal': ['switch'],
    'oci-zones-cache-duration': ['duration', '0s', '0.15'],
  }),
  ...flagsOf(none(throughWebhook('OVH')), {
    'ovh-endpoint': ['text', 'ovh-eu'],
    'ovh-api-rate-limit': ['number', '20'],
    'ovh-enable-cname-relative': ['switch', 'false', '0.17'],
  }),
  ...flagsOf(none(throughWebhook('Pi-hole')), {
    'pihole-server': ['text'],
    'pihole-password': ['secret'],
    'pihole-tls-skip-verify': ['switch'],
  }),
];

import { Flag, FlagKind, none } from './flag';

/** Flags of providers that ExternalDNS itself gave up; `secret` is a text. */
const removedProviders: readonly {
  name: string;
  since?: string;
  until: string;
  flags: Readonly<Record<string, FlagKind | 'secret'>>;
}[] = [
  {
    name: 'Akamai',
    until: '0.21',
    flags: {
      'akamai-serviceconsumerdomain': 'text',
      'akamai-client-token': 'secret',
      'akamai-client-secret': 'secret',
      'akamai-access-token': 'secret',
      'akamai-edgerc-path': 'text',
      'akamai-edgerc-section': 'text',
    },
  },
  {
    name: 'Bluecat',
    until: '0.14',
    flags: {
      'bluecat-dns-configuration': 'text',
      'bluecat-config-file': 'text',
      'bluecat-dns-view': 'text',
      'bluecat-gateway-host': 'text',
      'bluecat-root-zone': 'text',
      'bluecat-skip-tls-verify': 'switch',
      'bluecat-dns-server-name': 'text',
      'bluecat-dns-deploy-type': 'text',
    },
  },
  {
    name: 'Cloud Foundry',
    until: '0.20',
    flags: {
      'cf-api-endpoint': 'text',
      'cf-username': 'text',
      'cf-password': 'secret',
    },
  },
  {
    name: 'DigitalOcean',
    until: '0.20',
    flags: { 'digitalocean-api-page-size': 'number' },
  },
  {
    name: 'Dyn',
    until: '0.14',
    flags: {
      'dyn-customer-name': 'text',
      'dyn-username': 'text',
      'dyn-password': 'secret',
      'dyn-min-ttl': 'number',
    },
  },
  {
    name: 'IBM Cloud',
    until: '0.17',
    flags: { 'ibmcloud-config-file': 'text', 'ibmcloud-proxied': 'switch' },
  },
  {
    name: 'Infoblox',
    until: '0.14',
    flags: {
      'infoblox-grid-host': 'text',
      'infoblox-wapi-port': 'number',
      'infoblox-wapi-username': 'text',
      'infoblox-wapi-password': 'secret',
      'infoblox-wapi-version': 'text',
      'infoblox-ssl-verify': 'switch',
      'infoblox-view': 'text',
      'infoblox-max-results': 'number',
      'infoblox-fqdn-regex': 'text',
      'infoblox-name-regex': 'text',
      'infoblox-create-ptr': 'switch',
      'infoblox-cache-duration': 'number',
    },
  },
  {
    name: 'Pi-hole before version 6',
    since: '0.17',
    until: '0.21',
    flags: { 'pihole-api-version': 'text' },
  },
  {
    name: 'Plural',
    until: '0.21',
    flags: { 'plural-cluster': 'text', 'plural-provider': 'text' },
  },
  {
    name: 'RcodeZero',
    until: '0.14',
    flags: { 'rcodezero-txt-encrypt': 'switch' },
  },
  {
    name: 'Tencent Cloud',
    until: '0.17',
    flags: {
      'tencent-cloud-config-file': 'text',
      'tencent-cloud-zone-type': 'text',
    },
  },
  {
    name: 'the legacy API group of Traefik',
    since: '0.15',
    until: '0.18',
    flags: { 'traefik-disable-legacy': 'switch' },
  },
  {
    name: 'TransIP',
    until: '0.21',
    flags: { 'transip-account': 'text', 'transip-keyfile': 'text' },
  },
];

/** Flags that no longer exist, but may stand in an old deployment. @internal */
export const removedFlags: readonly Flag[] = removedProviders.flatMap(
  ({ name, since, until, flags }) =>
    Object.entries(flags).map(([flag, kind]) => ({
      name: flag,
      kind: kind === 'secret' ? 'text' : kind,
      default: kind === 'switch' ? 'false' : '',
      since: since ?? '0.14',
      until,
      ...(kind === 'secret' ? { secret: true } : {}),
      becomes: none(
        `ExternalDNS gave up ${name} after v${until}; it is not here either.`,
      ),
    })),
);

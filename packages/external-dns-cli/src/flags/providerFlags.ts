import {
  Flag,
  builtIn,
  duration,
  list,
  none,
  number,
  provider,
  text,
  toggle,
} from './flag';

const cloudflare = (key: string) => provider('cloudflare', key);
const route53 = (key: string) => provider('route53', key);
const google = (key: string) => provider('google', key);
const azure = (key: string) => provider('azure', key);
const powerdns = (key: string) => provider('powerdns', key);
const webhook = (key: string) => provider('webhook', key);
const cloudMap = none('AWS Cloud Map (provider aws-sd) has no module here.');
const noServer = none(
  'This project is no webhook server; keep ExternalDNS for that.',
);

/** The DNS services that have a module here, but for rfc2136. @internal */
export const providerFlags: readonly Flag[] = [
  text(
    'provider',
    builtIn('Becomes the `type` of an entry of externalDns.providers.'),
  ),

  toggle('cloudflare-proxied', cloudflare('proxied')),
  number('cloudflare-dns-records-per-page', cloudflare('dnsRecordsPerPage'), {
    default: '100',
  }),
  text('cloudflare-record-comment', cloudflare('recordComment'), {
    since: '0.18',
  }),
  toggle('cloudflare-custom-hostnames', cloudflare('customHostnames'), {
    since: '0.17',
  }),
  text(
    'cloudflare-custom-hostnames-min-tls-version',
    cloudflare('customHostnamesMinTlsVersion'),
    { default: '1.0', since: '0.17' },
  ),
  text(
    'cloudflare-custom-hostnames-certificate-authority',
    cloudflare('customHostnamesCertificateAuthority'),
    { default: 'none', since: '0.17' },
  ),
  toggle('cloudflare-regional-services', cloudflare('regionalServices'), {
    since: '0.18',
  }),
  text('cloudflare-region-key', cloudflare('regionKey'), { since: '0.16' }),

  text('aws-zone-type', route53('zoneType')),
  list('aws-zone-tags', route53('zoneTags')),
  list('aws-profile', route53('profile'), { since: '0.15' }),
  text('aws-assume-role', route53('assumeRole')),
  text('aws-assume-role-external-id', route53('assumeRoleExternalId')),
  number('aws-batch-change-size', route53('batchChangeSize'), {
    default: '1000',
  }),
  number('aws-batch-change-size-bytes', route53('batchChangeSizeBytes'), {
    default: '32000',
    since: '0.15',
  }),
  number('aws-batch-change-size-values', route53('batchChangeSizeValues'), {
    default: '1000',
    since: '0.15',
  }),
  duration('aws-batch-change-interval', route53('batchChangeInterval'), {
    default: '1s',
  }),
  toggle('aws-evaluate-target-health', route53('evaluateTargetHealth'), {
    default: 'true',
  }),
  number('aws-api-retries', route53('apiRetries'), { default: '3' }),
  toggle('aws-prefer-cname', route53('preferCname')),
  duration('aws-zones-cache-duration', route53('zonesCacheDuration')),
  toggle('aws-zone-match-parent', route53('zoneMatchParent'), {
    since: '0.15',
  }),
  toggle('aws-sd-service-cleanup', cloudMap),
  list('aws-sd-create-tag', cloudMap, { since: '0.16' }),

  text('google-project', google('project')),
  number('google-batch-change-size', google('batchChangeSize'), {
    default: '1000',
  }),
  duration('google-batch-change-interval', google('batchChangeInterval'), {
    default: '1s',
  }),
  text('google-zone-visibility', google('zoneVisibility')),

  text('azure-config-file', azure('configFile'), {
    default: '/etc/kubernetes/azure.json',
  }),
  text('azure-resource-group', azure('resourceGroup')),
  text('azure-subscription-id', azure('subscriptionId')),
  text(
    'azure-user-assigned-identity-client-id',
    azure('userAssignedIdentityClientId'),
  ),
  duration('azure-zones-cache-duration', azure('zonesCacheDuration'), {
    since: '0.16',
  }),
  number('azure-maxretries-count', azure('maxRetriesCount'), {
    default: '3',
    since: '0.18',
  }),

  text('pdns-server', powerdns('server'), {
    default: 'http://localhost:8081',
  }),
  text('pdns-server-id', powerdns('serverId'), {
    default: 'localhost',
    since: '0.16',
  }),
  text('pdns-api-key', powerdns('apiKey'), { secret: true }),
  toggle(
    'pdns-skip-tls-verify',
    none(
      "Certificates are always verified: give the backend the server's authority in NODE_EXTRA_CA_CERTS.",
    ),
  ),

  text('webhook-provider-url', webhook('url'), {
    default: 'http://localhost:8888',
  }),
  duration('webhook-provider-read-timeout', webhook('readTimeout'), {
    default: '5s',
  }),
  duration('webhook-provider-write-timeout', webhook('writeTimeout'), {
    default: '10s',
  }),
  duration('webhook-provider-read-header-timeout', noServer, {
    default: '5s',
    since: '0.23',
  }),
  duration('webhook-provider-idle-timeout', noServer, {
    default: '30s',
    since: '0.23',
  }),
  number('webhook-provider-max-body-size', webhook('maxBodySize'), {
    default: '33554432',
    since: '0.23',
  }),
  toggle('webhook-server', noServer),
];

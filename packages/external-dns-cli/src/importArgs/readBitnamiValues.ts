import { ArgumentList, EnvironmentVariable } from './argumentList';
import { JsonObject, asText, isObject, listAt, objectAt, textAt } from './json';
import { extraArgs } from './extraArgs';
import { readEnvironment } from './readManifest';
import { versionOfTag } from './version';

/** Keys that only the Bitnami chart has. */
const ownKeys = [
  'extraEnvVars',
  'extraEnvVarsSecret',
  'extraEnvVarsCM',
  'zoneIdFilters',
  'zoneNameFilters',
  'publishInternalServices',
  'fqdnTemplates',
  'combineFQDNAnnotation',
  'ignoreHostnameAnnotation',
  'ingressClassFilters',
  'txtEncrypt',
  'triggerLoopOnEvent',
  'dryRun',
];
const providers = ['aws', 'cloudflare', 'google', 'azure', 'rfc2136', 'pdns'];

/** @internal */
export function isBitnami(values: JsonObject): boolean {
  if (isObject(values.provider) || values.env !== undefined) return false;
  const sections = providers.some(each => isObject(values[each]));
  const keys = ownKeys.filter(
    key => key !== 'triggerLoopOnEvent' && Object.hasOwn(values, key),
  );
  return sections || keys.length > 0;
}

const single: Readonly<Record<string, string>> = {
  provider: 'provider',
  policy: 'policy',
  registry: 'registry',
  interval: 'interval',
  namespace: 'namespace',
  txtOwnerId: 'txt-owner-id',
  txtPrefix: 'txt-prefix',
  txtSuffix: 'txt-suffix',
  annotationFilter: 'annotation-filter',
  labelFilter: 'label-filter',
};
const repeated: Readonly<Record<string, string>> = {
  sources: 'source',
  domainFilters: 'domain-filter',
  excludeDomains: 'exclude-domains',
  zoneNameFilters: 'zone-name-filter',
  zoneIdFilters: 'zone-id-filter',
  managedRecordTypes: 'managed-record-types',
  managedRecordTypesFilters: 'managed-record-types',
  fqdnTemplates: 'fqdn-template',
  ingressClassFilters: 'ingress-class',
  serviceTypeFilter: 'service-type-filter',
};
const switches: Readonly<Record<string, string>> = {
  publishInternalServices: 'publish-internal-services',
  publishHostIP: 'publish-host-ip',
  combineFQDNAnnotation: 'combine-fqdn-annotation',
  ignoreHostnameAnnotation: 'ignore-hostname-annotation',
  ignoreIngressSpecRules: 'ignore-ingress-rules-spec',
  ignoreIngressTLSSpec: 'ignore-ingress-tls-spec',
  triggerLoopOnEvent: 'events',
  dryRun: 'dry-run',
};
/** By section: its keys and the flags that they become. */
const ofProvider: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudflare: { proxied: 'cloudflare-proxied' },
  aws: {
    zoneType: 'aws-zone-type',
    assumeRoleArn: 'aws-assume-role',
    assumeRoleExternalId: 'aws-assume-role-external-id',
    batchChangeSize: 'aws-batch-change-size',
    zonesCacheDuration: 'aws-zones-cache-duration',
    preferCNAME: 'aws-prefer-cname',
    evaluateTargetHealth: 'aws-evaluate-target-health',
    zoneTags: 'aws-zone-tags',
  },
  google: {
    project: 'google-project',
    zoneVisibility: 'google-zone-visibility',
  },
  azure: {
    resourceGroup: 'azure-resource-group',
    subscriptionId: 'azure-subscription-id',
    userAssignedIdentityID: 'azure-user-assigned-identity-client-id',
  },
  rfc2136: {
    host: 'rfc2136-host',
    port: 'rfc2136-port',
    zone: 'rfc2136-zone',
    tsigKeyname: 'rfc2136-tsig-keyname',
    tsigSecretAlg: 'rfc2136-tsig-secret-alg',
    tsigAxfr: 'rfc2136-tsig-axfr',
    minTTL: 'rfc2136-min-ttl',
  },
};
/** Where a chart value is a credential: the variable that ExternalDNS gets. */
const secrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudflare: {
    apiToken: 'CF_API_TOKEN',
    apiKey: 'CF_API_KEY',
    email: 'CF_API_EMAIL',
  },
  rfc2136: { tsigSecret: 'EXTERNAL_DNS_RFC2136_TSIG_SECRET' },
};

/** @internal */
export function readBitnamiValues(
  values: JsonObject,
  name: string,
): ArgumentList {
  const notes = [
    'These look like values of the Bitnami chart: its own defaults (sources service and ingress, provider aws, policy upsert-only) count where nothing is said.',
  ];
  const all: JsonObject = {
    sources: ['service', 'ingress'],
    provider: 'aws',
    policy: 'upsert-only',
    ...values,
  };
  const version = versionOfTag(textAt(objectAt(values, 'image'), 'tag') ?? '');
  const chosen = asText(all.provider) ?? 'aws';
  return {
    name,
    origin: 'Helm values of the Bitnami chart',
    args: [
      ...flagsFor(all, single),
      ...flagsFor(all, repeated),
      ...flagsFor(all, switches),
      ...flagsFor(objectAt(all, chosen), ofProvider[chosen] ?? {}),
      ...extraArgs(all.extraArgs),
    ],
    environment: [
      ...credentials(objectAt(all, chosen), secrets[chosen] ?? {}),
      ...readEnvironment(all, notes, 'extraEnvVars'),
    ],
    ...(version ? { version } : {}),
    sidecars: [],
    notes,
  };
}

function flagsFor(
  values: JsonObject,
  names: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(names).flatMap(([key, flag]) => {
    const value = values[key];
    if (value === true) return [`--${flag}`];
    if (value === false || value === undefined) return [];
    const many = Array.isArray(value) ? listAt(values, key) : [value];
    return many
      .map(asText)
      .filter((each): each is string => !!each)
      .map(each => `--${flag}=${each}`);
  });
}

/** Only the names: what stands in the values may be a secret. */
function credentials(
  section: JsonObject,
  names: Readonly<Record<string, string>>,
): EnvironmentVariable[] {
  const secret = textAt(section, 'secretName');
  return Object.entries(names).flatMap(([key, name]) => {
    if (secret && key === Object.keys(names)[0]) {
      return [{ name, from: `Secret ${secret}` }];
    }
    return textAt(section, key)
      ? [{ name, from: `the value ${key} of the chart, in plain text` }]
      : [];
  });
}

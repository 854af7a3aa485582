import { Options } from './types';

/** The keys of `Options` whose value is taken over as it is. @internal */
type KeysOf<T> = {
  [K in keyof Options]-?: Options[K] extends T ? K : never;
}[keyof Options];

/** Single texts; each is empty where it is not given. @internal */
export const textKeys = [
  'namespace',
  'annotationFilter',
  'labelFilter',
  'gatewayName',
  'gatewayNamespace',
  'gatewayLabelFilter',
  'podSourceDomain',
  'regexDomainFilter',
  'regexDomainExclusion',
] as const satisfies readonly KeysOf<string>[];

/** Switches with their defaults, as in ExternalDNS v0.22. @internal */
export const switchKeys = {
  ignoreIngressRulesSpec: false,
  ignoreIngressTlsSpec: false,
  ignoreHostnameAnnotation: false,
  gatewayListenerSets: false,
  combineFqdnAnnotation: false,
  publishInternalServices: false,
  publishHostIp: false,
  alwaysPublishNotReadyAddresses: false,
  exposeInternalIpv6: false,
  excludeUnschedulable: true,
  ignoreNonHostNetworkPods: false,
  forceDefaultTargets: false,
  preferAlias: false,
  createPtr: false,
} as const satisfies Partial<Record<KeysOf<boolean>, boolean>>;

/** Lists of texts with their defaults; a single text stands for a list of one. @internal */
export const listKeys = {
  sources: [],
  ingressClassNames: [],
  fqdnTemplate: [],
  targetTemplate: [],
  fqdnTargetTemplate: [],
  serviceTypeFilter: [],
  defaultTargets: [],
  targetNetFilter: [],
  excludeTargetNets: [],
  nat64Networks: [],
  managedRecordTypes: ['A', 'AAAA', 'CNAME'],
  excludeRecordTypes: [],
  domainFilter: [],
  excludeDomains: [],
  zoneIdFilter: [],
} as const satisfies Partial<
  Record<KeysOf<readonly string[]>, readonly string[]>
>;

/** Keys with a shape of their own. @internal */
export const otherKeys = [
  'annotationPrefix',
  'annotationPrefixes',
  'clusters',
  'compatibility',
  'dryRun',
  'minTtl',
  'mode',
  'name',
  'policy',
  'registry',
  'sharedNames',
] as const;

/** Keys of the section that the engine passes over: the backend reads them. @internal */
export const passedOverKeys = [
  'account',
  'adopt',
  'checks',
  'clusters',
  'compat',
  'entities',
  'freeze',
  'gslb',
  'guard',
  'history',
  'instances',
  'kubernetes',
  'notifications',
  'provider',
  'providers',
  'retention',
  'schedule',
  'sweep',
  'zones',
] as const;

/** @internal */
export const registryKeys = [
  'type',
  'txtOwnerId',
  'txtPrefix',
  'txtSuffix',
  'txtWildcardReplacement',
  'txtEncryptEnabled',
  'txtEncryptAesKey',
  'migrateFromTxtOwner',
  'txtNewFormatOnly',
  'txtCacheInterval',
] as const;

/** @internal */
export const sharedNamesKeys = ['default', 'firstClaim', 'union'] as const;

/** ExternalDNS's words for what is configured in another way here. @internal */
export const hints: Readonly<Record<string, string>> = {
  interval: 'schedule.sync',
  minEventSyncInterval: 'schedule.sync',
  source: 'sources',
  ingressClass: 'ingressClassNames',
  excludeTargetNet: 'excludeTargetNets',
  txtOwnerId: 'registry.txtOwnerId',
  txtPrefix: 'registry.txtPrefix',
  txtSuffix: 'registry.txtSuffix',
  txtWildcardReplacement: 'registry.txtWildcardReplacement',
  txtEncryptEnabled: 'registry.txtEncryptEnabled',
  txtEncryptAesKey: 'registry.txtEncryptAesKey',
  txtCacheInterval: 'registry.txtCacheInterval',
  migrateFromTxtOwner: 'registry.migrateFromTxtOwner',
  txtNewFormatOnly: 'registry.txtNewFormatOnly',
  cloudflareProxied: 'providers[].proxied',
};

/** The known key that is spelled most alike, if any is close. @internal */
export function nearestKey(
  key: string,
  known: readonly string[],
): string | undefined {
  if (Object.hasOwn(hints, key)) return hints[key];
  let best: string | undefined;
  let least = Math.min(4, Math.ceil(key.length / 2));
  for (const candidate of known) {
    const steps = editDistance(key.toLowerCase(), candidate.toLowerCase());
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  if (left.length > 64) return 64;
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      line.push(
        Math.min(
          above[column] + 1,
          line[column - 1] + 1,
          above[column - 1] + same,
        ),
      );
    }
    above = line;
  }
  return above[right.length];
}

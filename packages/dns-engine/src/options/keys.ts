import { nearestWord } from '../nearestWord';
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
  return Object.hasOwn(hints, key) ? hints[key] : nearestWord(key, known, 4);
}

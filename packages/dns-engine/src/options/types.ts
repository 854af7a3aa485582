import type { GslbOptions } from './gslbOptions';

/** @public */
export type Policy = 'sync' | 'upsert-only' | 'create-only';

/** ExternalDNS's registry flags, without their `txt` owner's default. @public */
export interface RegistryOptions {
  type: 'txt' | 'noop';
  txtOwnerId: string;
  txtPrefix: string;
  txtSuffix: string;
  txtWildcardReplacement: string;
  txtEncryptEnabled: boolean;
  /** 32 bytes; never serialised. */
  txtEncryptAesKey?: Uint8Array;
  migrateFromTxtOwner: string;
  /** False also writes v0.14's name without the type. */
  txtNewFormatOnly: boolean;
}

/**
 * One former ExternalDNS deployment, fully resolved: every key has a value, the
 * defaults of the top level filled in. Names follow ExternalDNS's flags.
 *
 * @public
 */
export interface Options {
  /** Name of the instance; `default` where none are configured. */
  name: string;
  /** Clusters of the instance; undefined: all. */
  clusters?: readonly string[];
  compat: boolean;
  mode: 'observe' | 'sync';
  policy: Policy;
  sources: readonly string[];
  /** Empty: all namespaces. */
  namespace: string;
  annotationFilter: string;
  labelFilter: string;
  /** In order of precedence; each ends with a slash. */
  annotationPrefixes: readonly string[];
  ingressClassNames: readonly string[];
  ignoreIngressRulesSpec: boolean;
  ignoreIngressTlsSpec: boolean;
  ignoreHostnameAnnotation: boolean;
  gatewayName: string;
  gatewayNamespace: string;
  gatewayLabelFilter: string;
  gatewayListenerSets: boolean;
  fqdnTemplate: readonly string[];
  targetTemplate: readonly string[];
  fqdnTargetTemplate: readonly string[];
  combineFqdnAnnotation: boolean;
  serviceTypeFilter: readonly string[];
  publishInternalServices: boolean;
  publishHostIp: boolean;
  alwaysPublishNotReadyAddresses: boolean;
  exposeInternalIpv6: boolean;
  excludeUnschedulable: boolean;
  compatibility: '' | 'mate' | 'molecule' | 'kops-dns-controller';
  podSourceDomain: string;
  ignoreNonHostNetworkPods: boolean;
  defaultTargets: readonly string[];
  forceDefaultTargets: boolean;
  targetNetFilter: readonly string[];
  excludeTargetNets: readonly string[];
  nat64Networks: readonly string[];
  /** Seconds; 0 when not set. */
  minTtl: number;
  preferAlias: boolean;
  createPtr: boolean;
  managedRecordTypes: readonly string[];
  excludeRecordTypes: readonly string[];
  domainFilter: readonly string[];
  excludeDomains: readonly string[];
  regexDomainFilter: string;
  regexDomainExclusion: string;
  zoneIdFilter: readonly string[];
  registry: RegistryOptions;
  sharedNames: {
    default: 'first-claim' | 'union';
    firstClaim: readonly string[];
    union: readonly string[];
  };
  /** The same for all instances: a delegation is made of all clusters. */
  gslb: GslbOptions;
}

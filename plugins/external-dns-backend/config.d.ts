import { HumanDuration } from '@backstage/types';

/** What one former ExternalDNS deployment was; also the defaults of all of them. */
interface ExternalDnsInstance {
  /**
   * `observe` plans and shows, and never writes. `sync` writes.
   * @default observe
   */
  mode?: 'observe' | 'sync';
  /** `sync` also deletes, `upsert-only` never deletes, `create-only` neither changes. */
  policy?: 'sync' | 'upsert-only' | 'create-only';
  /**
   * Kinds of objects to read: gateway-httproute, gateway-grpcroute,
   * gateway-tlsroute, gateway-tcproute, gateway-udproute, service, ingress, crd,
   * node, pod, k8gb.
   */
  sources?: string[];
  /** Only objects of this namespace. */
  namespace?: string;
  /** Label selector on annotations. */
  annotationFilter?: string;
  /** Label selector on labels. */
  labelFilter?: string;
  /**
   * Prefixes of the annotations, the most important first.
   * @default ["external-dns.kubernetes.io/", "external-dns.alpha.kubernetes.io/"]
   */
  annotationPrefixes?: string[];
  /** ExternalDNS's name for a single annotation prefix. */
  annotationPrefix?: string;
  ingressClassNames?: string[];
  ignoreIngressRulesSpec?: boolean;
  ignoreIngressTlsSpec?: boolean;
  ignoreHostnameAnnotation?: boolean;
  gatewayName?: string;
  gatewayNamespace?: string;
  gatewayLabelFilter?: string;
  gatewayListenerSets?: boolean;
  /** Go templates that make hostnames. */
  fqdnTemplate?: string | string[];
  /** Go templates that make targets. */
  targetTemplate?: string | string[];
  /** Go templates that make `hostname:target` pairs. */
  fqdnTargetTemplate?: string | string[];
  combineFqdnAnnotation?: boolean;
  serviceTypeFilter?: string[];
  publishInternalServices?: boolean;
  publishHostIp?: boolean;
  alwaysPublishNotReadyAddresses?: boolean;
  exposeInternalIpv6?: boolean;
  excludeUnschedulable?: boolean;
  compatibility?: string;
  podSourceDomain?: string;
  ignoreNonHostNetworkPods?: boolean;
  defaultTargets?: string[];
  forceDefaultTargets?: boolean;
  targetNetFilter?: string[];
  excludeTargetNets?: string[];
  nat64Networks?: string[];
  /** TTL for records that ask for none. */
  minTtl?: HumanDuration | string | number;
  preferAlias?: boolean;
  createPtr?: boolean;
  /** @default ["A", "AAAA", "CNAME"] */
  managedRecordTypes?: string[];
  excludeRecordTypes?: string[];
  /** Domains whose names are managed; empty: all that the zones allow. */
  domainFilter?: string[];
  excludeDomains?: string[];
  /** RE2. Where given, the lists are ignored. */
  regexDomainFilter?: string;
  /** RE2. */
  regexDomainExclusion?: string;
  zoneIdFilter?: string[];
  /** Who owns a record set. */
  registry?: {
    /** @default txt */
    type?: 'txt' | 'noop';
    /** Stands in the ownership TXT of each record of ours. */
    txtOwnerId?: string;
    txtPrefix?: string;
    txtSuffix?: string;
    txtWildcardReplacement?: string;
    txtEncryptEnabled?: boolean;
    /**
     * 32 bytes, as they are or as base64.
     * @visibility secret
     */
    txtEncryptAesKey?: string;
    migrateFromTxtOwner?: string;
    /**
     * False also writes the TXT name without the type, as ExternalDNS v0.14 does.
     * @default true
     */
    txtNewFormatOnly?: boolean;
  };
  /** How a name that several clusters ask for is shared. */
  sharedNames?: {
    /** @default first-claim */
    default?: 'first-claim' | 'union';
    firstClaim?: string[];
    union?: string[];
  };
}

export interface Config {
  /**
   * The DNS records of the catalogued clusters. Keys follow ExternalDNS's flags.
   */
  externalDns?: ExternalDnsInstance & {
    /** DNS services; each package of a service documents its own keys. */
    providers?: Array<{
      /** As the installed modules say: cloudflare, route53, embedded, ... */
      type: string;
      /**
       * Name of the account on the page; what is stored for its zones is found under
       * it. Left out: the type.
       */
      name?: string;
      /** Only zones at, above or below these domains. */
      domainFilter?: string | string[];
      /** No zones at or below these domains. */
      excludeDomains?: string | string[];
      /** Only zones with these ids. */
      zoneIdFilter?: string | string[];
      /** A lower pace than the service's own limit. */
      rateLimit?: {
        requests: number;
        seconds: number;
      };
    }>;
    /**
     * One for each former ExternalDNS deployment; what an instance leaves out is
     * taken from the top level.
     */
    instances?: Array<
      ExternalDnsInstance & {
        name: string;
        /** Clusters of this instance; left out: all. */
        clusters?: string[];
      }
    >;
    /** Delegations of the zones that k8gb answers for (source `k8gb`): docs/delegation.md. */
    gslb?: {
      /**
       * Who writes a delegation: `own` we do, `observe` somebody else, `off` it is not
       * looked at; `auto` writes where every k8gb says that nobody else does.
       * @default auto
       */
      mode?: 'auto' | 'own' | 'observe' | 'off';
      /**
       * TTL of the NS set and the glue where k8gb tells none.
       * @default 30s
       */
      nsTtl?: HumanDuration | string | number;
      /**
       * Where k8gb runs, in every cluster.
       * @default k8gb
       */
      namespace?: string;
      /** Zones that no object tells (k8gb up to 0.18), or that have a mode of their own. */
      zones?: Array<{
        /** The delegated zone: `gslb.openova.io`. */
        zone: string;
        /** The zone above that has the NS set. */
        parent?: string;
        /** Geo tags of its members; left out: every cluster with k8gb. */
        tags?: string[];
        /** Left out: that of all zones. */
        mode?: 'auto' | 'own' | 'observe' | 'off';
      }>;
      /** Kinds of a platform's own that stand for a host of k8gb. */
      extraKinds?: Array<{
        /** API group; left out: the core group. */
        group?: string;
        /** The version that is read: `v1`. */
        version: string;
        /** As objects say it: `GlobalRoute`. */
        kind: string;
        /**
         * As the API's path says it.
         * @default the kind in lower case, with an s
         */
        plural?: string;
        /** Path to a host or a list of hosts: `spec.hostnames`. */
        hosts: string;
      }>;
    };
    /** By the cluster's name in the `kubernetes` configuration. */
    clusters?: {
      [cluster: string]: {
        /** k8gb in this cluster. */
        gslb?: {
          /** What k8gb calls the cluster: `eu`; counts before what its objects tell. */
          geoTag?: string;
          /** Public IPv4 addresses of k8gb's name server; count before what its objects tell. */
          addresses?: string[];
        };
      };
    };
    schedule?: {
      /**
       * How often to plan without being told of a change.
       * @default 1m
       */
      sync?: HumanDuration | string;
      /**
       * How often to read every zone in full, to find what others changed.
       * @default 30m
       */
      sweep?: HumanDuration | string;
      /**
       * How often to read the catalog's entities.
       * @default 1m
       */
      entities?: HumanDuration | string;
    };
    checks?: {
      /**
       * Networks whose name servers may be asked although they are not public.
       * @default []
       */
      allowedNetworks?: string[];
      /**
       * Whether the authoritative servers are asked after each write.
       * @default true
       */
      afterApply?: boolean;
      /**
       * Ports of name servers that do not listen on 53, by address or by name:
       * `{ '192.0.2.6': 5353 }`.
       * @default {}
       */
      ports?: { [addressOrName: string]: number | string };
    };
    /**
     * How long changes and syncs are kept.
     * @default 30 days
     */
    history?: HumanDuration | string;
    /**
     * Allow clusters that are reached through `kubectl proxy` on the machine of the
     * backend: for development only.
     * @default false
     */
    allowLocalKubectlProxy?: boolean;
  };
}

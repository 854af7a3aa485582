/**
 * A property that only one provider understands, for example `aws/weight` or
 * `alias`. Names are spelled as ExternalDNS spells them.
 *
 * @public
 */
export interface ProviderSpecificProperty {
  name: string;
  value: string;
}

/**
 * What somebody asks of DNS, in ExternalDNS's own JSON shape.
 *
 * `recordTTL` is in seconds; absent or 0 means "whatever the provider's default
 * is". `targets` are as ExternalDNS writes them: addresses, host names without a
 * trailing dot, `10 mail.openova.io` for MX, the quoted text for TXT.
 *
 * @public
 */
export interface Endpoint {
  dnsName: string;
  targets: string[];
  recordType: string;
  setIdentifier?: string;
  recordTTL?: number;
  labels?: Record<string, string>;
  providerSpecific?: ProviderSpecificProperty[];
}

/**
 * The Kubernetes object that a wish comes from.
 *
 * `kind` is the object's kind as Kubernetes writes it (`HTTPRoute`);
 * `creationTimestamp` is RFC 3339 and orders rivals.
 *
 * @public
 */
export interface Origin {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
  uid?: string;
  creationTimestamp?: string;
}

/**
 * An endpoint together with the objects that ask for it. `origin` decided the
 * `resource` label, the TTL and the properties; `contributors` are all objects
 * whose targets went into it, `origin` included.
 *
 * @public
 */
export interface Wish {
  endpoint: Endpoint;
  origin: Origin;
  contributors: Origin[];
}

import { addressFamily } from './address';
import type { GslbFact } from './delegation/facts';

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
  /**
   * What its author should know although the name is published: an annotation
   * that could not be read, or that differs under two prefixes.
   */
  note?: string;
  /** Of the source k8gb: what its object says besides. */
  gslb?: GslbFact;
}

/**
 * An endpoint as ExternalDNS's constructor makes it: one trailing dot less on the
 * name, and on the targets of every type but TXT, NAPTR and SRV. Undefined where
 * a label of the name is longer than the 63 bytes that DNS has room for.
 *
 * @public
 */
export function newEndpoint(
  dnsName: string,
  recordType: string,
  targets: readonly string[],
  recordTTL?: number,
): Endpoint | undefined {
  const name = withoutTrailingDot(dnsName);
  if (hasLongLabel(name)) return undefined;
  const endpoint: Endpoint = {
    dnsName: name,
    targets: keepsTrailingDot.has(recordType)
      ? [...targets]
      : targets.map(withoutTrailingDot),
    recordType,
  };
  if (recordTTL) endpoint.recordTTL = recordTTL;
  return endpoint;
}

/** What a target looks like: A, AAAA, or CNAME for all that is no address. @public */
export function suitableType(target: string): 'A' | 'AAAA' | 'CNAME' {
  const family = addressFamily(target);
  if (family === 0) return 'CNAME';
  return family === 4 ? 'A' : 'AAAA';
}

/** What the objects' annotations say for each of their endpoints. @public */
export interface EndpointSettings {
  recordTTL?: number;
  setIdentifier?: string;
  providerSpecific?: readonly ProviderSpecificProperty[];
  /** Value of the label `resource`. */
  resource?: string;
}

/**
 * Endpoints of one hostname: a mixed list of targets becomes up to three, in the
 * order A, AAAA, CNAME. None where the hostname has a label above 63 bytes.
 *
 * @public
 */
export function endpointsForHostname(
  hostname: string,
  targets: readonly string[],
  settings: EndpointSettings,
): Endpoint[] {
  const first = targets.length > 0 ? suitableType(targets[0]) : undefined;
  if (!first) return [];
  if (targets.every(target => suitableType(target) === first)) {
    return decorated(hostname, first, targets, settings);
  }
  return (['A', 'AAAA', 'CNAME'] as const).flatMap(type => {
    const ofType = targets.filter(target => suitableType(target) === type);
    return ofType.length > 0 ? decorated(hostname, type, ofType, settings) : [];
  });
}

function decorated(
  hostname: string,
  recordType: string,
  targets: readonly string[],
  settings: EndpointSettings,
): Endpoint[] {
  const { recordTTL, setIdentifier, providerSpecific, resource } = settings;
  const endpoint = newEndpoint(hostname, recordType, targets, recordTTL);
  if (!endpoint) return [];
  if (setIdentifier) endpoint.setIdentifier = setIdentifier;
  if (resource) endpoint.labels = { resource };
  if (providerSpecific && providerSpecific.length > 0) {
    endpoint.providerSpecific = providerSpecific.map(each => ({ ...each }));
  }
  return [endpoint];
}

/** The value of a provider-specific property of an endpoint. @public */
export function propertyOf(
  endpoint: Endpoint,
  name: string,
): string | undefined {
  return endpoint.providerSpecific?.find(each => each.name === name)?.value;
}

const keepsTrailingDot: ReadonlySet<string> = new Set(['TXT', 'NAPTR', 'SRV']);

/** @public */
export function withoutTrailingDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** Whether a label takes more than 63 bytes of UTF-8. @public */
export function hasLongLabel(name: string): boolean {
  if (name.length <= 15) return false;
  let bytes = 0;
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code === 46) bytes = 0;
    else if (code < 0x80) bytes += 1;
    else if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) bytes += 2;
    else bytes += 3;
    if (bytes > 63) return true;
  }
  return false;
}

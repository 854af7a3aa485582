import { isWithin, normaliseName } from '../name';

/*
 * How k8gb names things. A name server of a delegated zone is a sibling of the zone:
 * `gslb-ns-eu-gslb.openova.io` for the tag `eu`, the zone `gslb.openova.io` and its
 * parent `openova.io`. The formula is not one to one: `a.b` and `a-b` below one parent,
 * and the tag `eu-a` with the zone `b` and `eu` with `a.b`, give one name.
 */

/** k8gb's prefix where its installation names no other. @public */
export const defaultNsPrefix = 'gslb-ns-';

/**
 * Name of a cluster's name server in the parent zone; normalised. Empty where the
 * zone does not lie below the parent.
 *
 * @public
 */
export function nsName(
  geoTag: string,
  zone: string,
  parent: string,
  prefix: string = defaultNsPrefix,
): string {
  const suffix = nsSuffix(zone, parent);
  return suffix === '' ? '' : normaliseName(`${prefix}${geoTag}${suffix}`);
}

/** What the names of all name servers of a zone end with. @internal */
export function nsSuffix(zone: string, parent: string): string {
  if (zone === parent || parent === '' || !isWithin(zone, parent)) return '';
  const own = zone.slice(0, zone.length - parent.length - 1);
  return `-${own.replaceAll('.', '-')}.${parent}`;
}

/**
 * The geo tag in the name of a name server; undefined where the name is not one of
 * this zone's.
 *
 * @public
 */
export function geoTagOf(
  name: string,
  zone: string,
  parent: string,
  prefix: string = defaultNsPrefix,
): string | undefined {
  const suffix = nsSuffix(zone, parent);
  const normalised = normaliseName(name);
  if (suffix === '' || !normalised.endsWith(suffix)) return undefined;
  const rest = normalised.slice(0, normalised.length - suffix.length);
  for (const each of [prefix, defaultNsPrefix]) {
    if (rest.startsWith(each) && rest.length > each.length) {
      return rest.slice(each.length);
    }
  }
  return undefined;
}

/**
 * The parent of a delegated zone, worked out from the name of one of its name
 * servers; undefined where no zone above it fits.
 *
 * @public
 */
export function parentOf(zone: string, nameServer: string): string | undefined {
  const name = normaliseName(nameServer);
  let dot = zone.indexOf('.');
  while (dot >= 0) {
    const parent = zone.slice(dot + 1);
    if (name.endsWith(nsSuffix(zone, parent))) return parent;
    dot = zone.indexOf('.', dot + 1);
  }
  return undefined;
}

/** Name of k8gb's DNSEndpoint with the delegation of a zone. @public */
export function delegationEndpointName(zone: string): string {
  return `k8gb-ns-extdns-${dashed(zone)}`;
}

/** A zone's name as k8gb's objects and ConfigMap keys have it. @internal */
export function dashed(zone: string): string {
  return zone.replaceAll('.', '-');
}

const firstEndpointName = 'k8gb-ns-extdns';

/**
 * Whether the label `resource` of an ownership TXT names a delegation: ours (by
 * ZoneDelegation or configuration), or k8gb's own.
 *
 * @internal
 */
export function isDelegationResource(resource: string): boolean {
  return (
    resource.startsWith('zonedelegation/') ||
    resource.startsWith(`${configuredKind}/`) ||
    isK8gbResource(resource)
  );
}

/** Whether k8gb's ExternalDNS wrote the record: its DNSEndpoint has that name. @internal */
export function isK8gbResource(resource: string, zone?: string): boolean {
  const [kind, , name = ''] = resource.split('/');
  if (kind !== 'crd' || !name.startsWith(firstEndpointName)) return false;
  return (
    zone === undefined ||
    name === firstEndpointName ||
    name === delegationEndpointName(zone)
  );
}

/** Kind of the origin of a zone that the configuration names. @internal */
export const configuredKind = 'config';

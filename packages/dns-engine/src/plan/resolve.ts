import { Endpoint, ProviderSpecificProperty } from '../endpoint';
import { RecordSet } from '../recordSet';
import { resourceLabel } from '../registry/txtValue';
import { compareTargets, sameTargets } from './targets';

/*
 * ExternalDNS's rules for one row: which of several wishes is taken, and whether
 * what stands differs from it (reference 2.3 and 2.4).
 */

/** Something that carries the endpoint that somebody asks for. @internal */
export interface Candidate {
  endpoint: Endpoint;
}

/** The candidate for a name that is free: the one with the least targets. @internal */
export function resolveCreate<C extends Candidate>(
  candidates: readonly C[],
): C {
  let least = candidates[0];
  for (const candidate of candidates) {
    if (
      compareTargets(candidate.endpoint.targets, least.endpoint.targets) < 0
    ) {
      least = candidate;
    }
  }
  return least;
}

/** As `resolveCreate`, but whoever the TXT names keeps the record. @internal */
export function resolveUpdate<C extends Candidate>(
  currentResource: string,
  candidates: readonly C[],
): C {
  if (candidates.length === 1) return candidates[0];
  const holders = candidates.filter(
    each => (each.endpoint.labels?.[resourceLabel] ?? '') === currentResource,
  );
  return resolveCreate(holders.length > 0 ? holders : candidates);
}

/** @internal */
export function hasTypeConflict(candidates: readonly Candidate[]): boolean {
  let cname = false;
  let other = false;
  for (const { endpoint } of candidates) {
    if (endpoint.recordType === 'CNAME') cname = true;
    else other = true;
  }
  return cname && other;
}

/** Whether a record set has to change to become what is wanted. @internal */
export function differs(current: RecordSet, desired: Endpoint): boolean {
  return (
    (desired.recordTTL !== undefined &&
      desired.recordTTL > 0 &&
      desired.recordTTL !== (current.recordTTL ?? 0)) ||
    !sameTargets(current.targets, desired.targets) ||
    propertiesDiffer(current.providerSpecific, desired.providerSpecific)
  );
}

const none: readonly ProviderSpecificProperty[] = [];

function propertiesDiffer(
  current: readonly ProviderSpecificProperty[] = none,
  desired: readonly ProviderSpecificProperty[] = none,
): boolean {
  if (current.length === 0 && desired.length === 0) return false;
  const wanted = new Map(desired.map(({ name, value }) => [name, value]));
  for (const { name, value } of current) {
    if (wanted.get(name) !== value) return true;
    wanted.delete(name);
  }
  return wanted.size > 0;
}

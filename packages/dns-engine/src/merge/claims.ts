import { Origin } from '../endpoint';
import { normaliseName } from '../name';

/**
 * Who holds a name. A claim is remembered by the caller between plans, so that a
 * name stays with the cluster that had it first.
 *
 * `dnsName` is normalised (lower case, punycode, no trailing dot); `origin` is the
 * object that decided when the claim was last seen; `contributors` are all objects
 * (`kind/namespace/name`, as in the TXT's `resource`) whose targets went in;
 * `since` is the RFC 3339 time of the plan that made the claim, empty where the
 * caller gave no clock.
 *
 * @public
 */
export interface Claim {
  dnsName: string;
  setIdentifier: string;
  cluster: string;
  instance: string;
  origin: Origin;
  contributors: string[];
  since: string;
}

/**
 * The key of a row: normalised name and set identifier. Claims are remembered
 * under it.
 *
 * @public
 */
export function nameKey(dnsName: string, setIdentifier?: string): string {
  const name = normaliseName(dnsName);
  return setIdentifier ? `${name} ${setIdentifier}` : name;
}

/** Whether two claims say the same. @public */
export function isSameClaim(left: Claim, right: Claim): boolean {
  return (
    left.cluster === right.cluster &&
    left.instance === right.instance &&
    left.since === right.since &&
    left.origin.name === right.origin.name &&
    left.origin.namespace === right.origin.namespace &&
    left.origin.kind === right.origin.kind &&
    left.origin.cluster === right.origin.cluster &&
    left.origin.uid === right.origin.uid &&
    left.origin.creationTimestamp === right.origin.creationTimestamp &&
    left.contributors.length === right.contributors.length &&
    left.contributors.every((each, index) => each === right.contributors[index])
  );
}

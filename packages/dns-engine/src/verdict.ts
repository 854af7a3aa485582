import type { GslbFact } from './delegation/facts';
import { Origin } from './endpoint';
import { ReasonId } from './reasons';

/**
 * What became of one wish. There is exactly one for each (origin, dnsName,
 * recordType, setIdentifier); `recordType` is empty where none came about, and an
 * object in scope that names no host gets one with an empty `dnsName`.
 *
 * @public
 */
export interface Verdict {
  origin: Origin;
  dnsName: string;
  recordType: string;
  setIdentifier: string;
  reason: ReasonId;
  /** Values for the placeholders of the reason's sentence and fix. */
  params: Record<string, string>;
  /** Of the source k8gb: what its object says besides. */
  gslb?: GslbFact;
}

/**
 * Something wrong that belongs to no single wish: a TXT, a delegation, a cluster.
 *
 * @public
 */
export interface Finding {
  id: string;
  /** What it is about: a name, a zone, a cluster. */
  subject: string;
  severity: 'info' | 'warning' | 'error';
  sentence: string;
  fix: string;
}

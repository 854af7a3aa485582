import { Options } from '../options/types';

/** Something that ends ExternalDNS's whole sync; the message names the object. @public */
export class SourceFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SourceFailure';
  }
}

/**
 * Where ExternalDNS and we differ on purpose in what objects ask for. Chosen once
 * for each collection; nothing else in the sources knows of `compat`.
 *
 * @internal
 */
export interface SourceStrategies {
  /** What one broken object ends: everything, or its own wishes only. */
  brokenObject: 'ends-sync' | 'holds-its-names';
  /** Whether a broken target is told of its object before objects are merged. */
  checksEachObject: boolean;
  /** Whether DNSEndpoints that k8gb marked are left to the k8gb source. */
  skipsK8gbEndpoints: boolean;
  /** What one DNSEndpoint outside of the annotation filter leaves out. */
  unmatchedDnsEndpoint: 'leaves-out-all' | 'leaves-out-itself';
  /** What becomes of an endpoint that still has no targets at the end. */
  endpointWithoutTargets: 'is-passed-on' | 'holds-its-name';
  /** What becomes of one whose name is empty. */
  endpointWithoutName: 'is-passed-on' | 'holds-its-object';
}

const externalDns: SourceStrategies = {
  brokenObject: 'ends-sync',
  checksEachObject: false,
  skipsK8gbEndpoints: false,
  unmatchedDnsEndpoint: 'leaves-out-all',
  endpointWithoutTargets: 'is-passed-on',
  endpointWithoutName: 'is-passed-on',
};

const ours: SourceStrategies = {
  brokenObject: 'holds-its-names',
  checksEachObject: true,
  skipsK8gbEndpoints: true,
  unmatchedDnsEndpoint: 'leaves-out-itself',
  endpointWithoutTargets: 'holds-its-name',
  endpointWithoutName: 'holds-its-object',
};

/** @internal */
export function sourceStrategies(options: Options): SourceStrategies {
  return options.compat ? externalDns : ours;
}

import { addressFamily } from './address';
import { Endpoint } from './endpoint';
import { nameDefect, normaliseName } from './name';
import { joinStrings, parseLabels } from './registry/txtValue';
import { checkEndpoint } from './wrappers/checkEndpoint';

/** Why an endpoint cannot be published as it is. @internal */
export type EndpointDefect =
  | { reason: 'name-invalid'; detail: string }
  | { reason: 'broken-target'; target: string; detail: string };

/**
 * Whether an endpoint can live in DNS: its name, and each target as far as the
 * type says what it must look like. Undefined where it can.
 *
 * @internal
 */
export function endpointDefect(endpoint: Endpoint): EndpointDefect | undefined {
  const detail = nameDefect(normaliseName(endpoint.dnsName));
  if (detail) return { reason: 'name-invalid', detail };
  if (endpoint.targets.length === 0) {
    return broken('', 'it has no targets');
  }
  const bad = checkEndpoint(endpoint);
  if (bad) return broken(bad.target, bad.detail);
  if (endpoint.recordType === 'CNAME' && endpoint.targets.length > 1) {
    return broken(endpoint.targets[1], 'a CNAME record has one target');
  }
  for (const target of endpoint.targets) {
    const defect = targetDefect(endpoint, target);
    if (defect) return broken(target, defect);
  }
  return undefined;
}

function broken(target: string, detail: string): EndpointDefect {
  const printable = target.replace(/[^\x20-\x7e]/g, '?');
  return {
    reason: 'broken-target',
    target: printable.length > 60 ? `${printable.slice(0, 60)}...` : printable,
    detail,
  };
}

/** Which field of a target is a name, by type. */
const nameField: Readonly<Record<string, number>> = {
  CNAME: 0,
  DNAME: 0,
  NS: 0,
  PTR: 0,
  MX: 1,
  SRV: 3,
};

function targetDefect(endpoint: Endpoint, target: string): string | undefined {
  const { recordType } = endpoint;
  if (target.trim() === '' && recordType !== 'TXT') return 'it is empty';
  if (recordType === 'TXT') {
    if (target.length > 4000) return 'it is longer than 4000 characters';
    // Whoever could publish this could claim other people's records.
    return parseLabels(joinStrings(target))
      ? 'it looks like an ownership TXT'
      : undefined;
  }
  if (!Object.hasOwn(nameField, recordType)) return undefined;
  const name = target.split(/\s+/)[nameField[recordType]] ?? '';
  // A root dot is a null MX (RFC 7505) or a service that is not offered (RFC 2782).
  if (name === '.' && (recordType === 'MX' || recordType === 'SRV')) {
    return undefined;
  }
  const normalised = normaliseName(name);
  if (addressFamily(normalised) !== 0) {
    return 'it is an address, and the record holds a name';
  }
  if (
    recordType === 'CNAME' &&
    normalised === normaliseName(endpoint.dnsName)
  ) {
    return 'it points to itself';
  }
  return nameDefect(normalised);
}

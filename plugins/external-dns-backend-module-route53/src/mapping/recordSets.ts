import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Zone } from '@openova/backstage-plugin-external-dns-node';
import { DesiredRecordSet, RecordSet } from '@openova/dns-engine';
import { aliasTargetOf, aliasThatStands, isAlias } from './aliasTarget';
import { fromServiceName, toServiceName } from './recordNames';
import {
  hasPolicy,
  propertiesOfRouting,
  routingOf,
  UnusableProperty,
} from './routingPolicy';
import { joinedText, storedText } from './textValue';

/** What is stored where nobody says a TTL; ExternalDNS's default with Route 53. */
const defaultTtl = 300;

/** Types whose targets end without a dot in ExternalDNS. */
const withoutDot: ReadonlySet<string> = new Set(['CNAME', 'MX', 'NS', 'PTR']);

/**
 * A record set that was read. `data` is it as Route 53 told it: a deletion has to
 * repeat every field and value.
 *
 * @internal
 */
export function toRecordSet(
  set: ResourceRecordSet,
  zone: Pick<Zone, 'id' | 'name'>,
): RecordSet {
  const { Name = '', Type = '', SetIdentifier, TTL, AliasTarget } = set;
  const routing = propertiesOfRouting(set);
  const alias = AliasTarget && aliasThatStands(AliasTarget, zone.id);
  const record: RecordSet = {
    zone: zone.name,
    dnsName: fromServiceName(Name),
    recordType: Type,
    targets:
      alias?.targets ??
      (set.ResourceRecords ?? []).map(({ Value = '' }) => told(Type, Value)),
    data: set,
  };
  if (SetIdentifier) record.setIdentifier = SetIdentifier;
  if (TTL !== undefined) record.recordTTL = TTL;
  const providerSpecific = [...(alias?.providerSpecific ?? []), ...routing];
  if (providerSpecific.length > 0) record.providerSpecific = providerSpecific;
  return record;
}

/**
 * A record set as it is sent.
 *
 * @throws {@link UnusableProperty} where it cannot be said in Route 53's terms.
 * @internal
 */
export function toServiceSet(
  wanted: DesiredRecordSet | RecordSet,
  zone: Pick<Zone, 'id'>,
): ResourceRecordSet {
  const { recordType, targets, recordTTL, setIdentifier } = wanted;
  const { providerSpecific = [] } = wanted;
  const routing = routingOf(providerSpecific);
  if (hasPolicy(routing) && !setIdentifier) {
    throw new UnusableProperty(
      'a routing policy needs a set identifier: add the annotation set-identifier',
    );
  }
  const base: ResourceRecordSet = {
    Name: toServiceName(wanted.dnsName),
    // What no type is, the service knows.
    Type: recordType as ResourceRecordSet['Type'],
    ...(setIdentifier && { SetIdentifier: setIdentifier }),
    ...routing,
  };
  const mayBeAlias = recordType === 'A' || recordType === 'AAAA';
  if (mayBeAlias && isAlias(providerSpecific)) {
    return { ...base, AliasTarget: aliasTargetOf(wanted, zone.id) };
  }
  return {
    ...base,
    TTL: recordTTL || defaultTtl,
    ResourceRecords: targets.map(target => ({
      Value: recordType === 'TXT' ? storedText(target) : target,
    })),
  };
}

/** What stands, exactly as it has to be repeated to take it away. @internal */
export function standingSet(
  old: RecordSet,
  zone: Pick<Zone, 'id'>,
): ResourceRecordSet {
  return isServiceSet(old.data) ? old.data : toServiceSet(old, zone);
}

function isServiceSet(data: unknown): data is ResourceRecordSet {
  return typeof data === 'object' && data !== null && 'Name' in data;
}

/** A value in ExternalDNS's spelling. */
function told(type: string, value: string): string {
  if (type === 'TXT') return joinedText(value);
  return withoutDot.has(type) && value.length > 1 && value.endsWith('.')
    ? value.slice(0, -1)
    : value;
}

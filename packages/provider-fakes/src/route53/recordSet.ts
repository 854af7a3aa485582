/** A resource record set as the API spells it. */
export interface HeldRecordSet {
  Name: string;
  Type: string;
  SetIdentifier?: string;
  Weight?: number;
  Region?: string;
  GeoLocation?: {
    ContinentCode?: string;
    CountryCode?: string;
    SubdivisionCode?: string;
  };
  Failover?: string;
  MultiValueAnswer?: boolean;
  TTL?: number;
  ResourceRecords?: { Value: string }[];
  AliasTarget?: {
    HostedZoneId: string;
    DNSName: string;
    EvaluateTargetHealth: boolean;
  };
  HealthCheckId?: string;
  TrafficPolicyInstanceId?: string;
  CidrRoutingConfig?: { CollectionId: string; LocationName: string };
  GeoProximityLocation?: {
    AWSRegion?: string;
    LocalZoneGroup?: string;
    Coordinates?: { Latitude: string; Longitude: string };
    Bias?: number;
  };
}

/** One change of a batch. */
export interface BatchChange {
  Action: 'CREATE' | 'DELETE' | 'UPSERT';
  ResourceRecordSet: HeldRecordSet;
}

/** Fields that choose between record sets of one name and type. */
export const policyFields = [
  'Weight',
  'Region',
  'Failover',
  'GeoLocation',
  'MultiValueAnswer',
  'CidrRoutingConfig',
  'GeoProximityLocation',
] as const;

export type PolicyField = (typeof policyFields)[number];

/** The policies of a record set; more than one is a mistake. */
export function policiesOf(set: HeldRecordSet): PolicyField[] {
  return policyFields.filter(field => set[field] !== undefined);
}

/** The name as it is stored: lower case, a dot at the end, odd characters in octal. */
export function storedName(name: string): string {
  const lower = name
    .toLowerCase()
    .replace(/\\([0-3][0-7]{2})/g, (_, digits) =>
      String.fromCharCode(Number.parseInt(digits, 8)),
    );
  const escapedName = lower.replace(
    /[^a-z0-9_.-]/g,
    character => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return escapedName.endsWith('.') ? escapedName : `${escapedName}.`;
}

/** What identifies a record set in its zone. */
export function keyOf({
  Name,
  Type,
  SetIdentifier = '',
}: HeldRecordSet): string {
  return `${storedName(Name)} ${Type} ${SetIdentifier}`;
}

/** Where a record set stands in a listing: labels reversed, then type, then identifier. */
export function orderOf(set: {
  Name: string;
  Type?: string;
  SetIdentifier?: string;
}): [string, string, string] {
  const labels = storedName(set.Name).slice(0, -1).split('.').reverse();
  return [`${labels.join('.')}.`, set.Type ?? '', set.SetIdentifier ?? ''];
}

export function compareOrder(
  left: readonly string[],
  right: readonly string[],
): number {
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== right[index]) {
      return left[index] < right[index] ? -1 : 1;
    }
  }
  return 0;
}

/** Whether a deletion repeats what stands: every field, the values in any order. */
export function isSame(left: HeldRecordSet, right: HeldRecordSet): boolean {
  return comparable(left) === comparable(right);
}

function comparable(set: HeldRecordSet): string {
  const { ResourceRecords = [], AliasTarget, ...rest } = set;
  return JSON.stringify(
    sortedKeys({
      ...rest,
      Name: storedName(set.Name),
      values: ResourceRecords.map(({ Value }) => Value).sort(),
      alias: AliasTarget && {
        ...AliasTarget,
        DNSName: storedName(AliasTarget.DNSName),
      },
    }),
  );
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sortedKeys(part)]),
  );
}

import { Complaint, invalid, notFound, Refusal } from './refusal';
import { isAbsoluteName, isType, isValue } from './values';
import { HeldRecordSet, keyOf, WantedChange } from './recordSet';

/*
 * What the service looks at before it takes a change, in this order: its size, the
 * form of each addition, whether what is to be deleted stands exactly so, and whether
 * what is to be added may stand there. Each step tells all that it finds, and then
 * nothing is done.
 */

/** Limits of a project; the vendor's own are the defaults. */
export interface Quota {
  rrsetAdditionsPerChange: number;
  rrsetDeletionsPerChange: number;
  totalRrdataSizePerChange: number;
  resourceRecordsPerRrset: number;
  rrsetsPerManagedZone: number;
}

type Sets = ReadonlyMap<string, HeldRecordSet>;

/**
 * The record sets of a zone after a change.
 *
 * @throws Refusal where it is not done.
 */
export function applyChange(
  { additions = [], deletions = [] }: WantedChange,
  standing: Sets,
  zoneName: string,
  quota: Quota,
): Map<string, HeldRecordSet> {
  checkSize({ additions, deletions }, quota);
  refuse(
    400,
    additions.flatMap((set, index) => formDefects(set, index, zoneName, quota)),
  );
  checkDeletions(deletions, standing);
  refuse(400, apexDefects(additions, deletions, zoneName));
  const next = new Map(standing);
  for (const set of deletions) next.delete(keyOf(set));
  for (const [index, set] of additions.entries()) {
    if (next.has(keyOf(set))) {
      throw new Refusal(409, {
        reason: 'alreadyExists',
        message: `The resource 'entity.change.additions[${index}]' named '${set.name} (${set.type})' already exists`,
      });
    }
    next.set(keyOf(set), stored(set));
  }
  refuse(400, cnameConflicts(additions, next));
  if (next.size > quota.rrsetsPerManagedZone) {
    throw new Refusal(403, {
      reason: 'quotaExceeded',
      message: `The resource 'parameters.managedZone' may hold ${quota.rrsetsPerManagedZone} record sets`,
    });
  }
  return next;
}

function checkSize(
  { additions, deletions }: Required<WantedChange>,
  quota: Quota,
): void {
  if (additions.length + deletions.length === 0) {
    throw new Refusal(400, {
      reason: 'required',
      message: `The 'entity.change' parameter is required but was missing.`,
    });
  }
  const bytes = [...additions, ...deletions]
    .flatMap(set => set.rrdatas ?? [])
    .reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  const sizes: [string, number, number][] = [
    ['additions', additions.length, quota.rrsetAdditionsPerChange],
    ['deletions', deletions.length, quota.rrsetDeletionsPerChange],
    ['rrdata bytes', bytes, quota.totalRrdataSizePerChange],
  ];
  refuse(
    413,
    sizes
      .filter(([, size, most]) => size > most)
      .map(([what, size, most]) => ({
        reason: 'uploadTooLarge',
        message: `The change has ${size} ${what}, and the quota is ${most}`,
      })),
  );
}

function formDefects(
  set: Partial<HeldRecordSet>,
  index: number,
  zoneName: string,
  quota: Quota,
): Complaint[] {
  const at = `entity.change.additions[${index}]`;
  const { name = '', type = '', ttl, rrdatas = [], routingPolicy } = set;
  const defects: Complaint[] = [];
  const within =
    name.toLowerCase() === zoneName ||
    name.toLowerCase().endsWith(`.${zoneName}`);
  // IDNs go as punycode; an asterisk is a whole label, the first one.
  const isPlain = /^(\*\.)?[\x21-\x29\x2b-\x7e]+$/.test(name);
  if (!isAbsoluteName(name) || !within || !isPlain) {
    defects.push(invalid(`${at}.name`, name));
  }
  if (!isType(type)) defects.push(invalid(`${at}.type`, type));
  if (ttl === undefined || ttl < 0) {
    defects.push(invalid(`${at}.ttl`, ttl ?? '<empty>'));
  }
  const isApexOnly = type === 'ALIAS' || type === 'SOA';
  if (isApexOnly && name !== zoneName) {
    defects.push(invalid(`${at}.type`, type));
  }
  if (type === 'CNAME' && name === zoneName) {
    defects.push({
      reason: 'invalidZoneApex',
      message: `The resource record set '${at}' is invalid because a zone's apex cannot have the type 'CNAME'.`,
    });
  }
  if (routingPolicy !== undefined) {
    if (rrdatas.length > 0) defects.push(invalid(`${at}.rrdata`, rrdatas[0]));
    return defects;
  }
  const most =
    type === 'CNAME' || type === 'SOA' ? 1 : quota.resourceRecordsPerRrset;
  if (rrdatas.length === 0) defects.push(invalid(`${at}.rrdata`, '<empty>'));
  if (rrdatas.length > most)
    defects.push(invalid(`${at}.rrdata[${most}]`, rrdatas[most]));
  rrdatas.forEach((value, position) => {
    const isTwice = rrdatas.indexOf(value) < position;
    if (isTwice || (isType(type) && !isValue(type, value))) {
      defects.push(invalid(`${at}.rrdata[${position}]`, value));
    }
  });
  return defects;
}

function checkDeletions(
  deletions: readonly Partial<HeldRecordSet>[],
  standing: Sets,
): void {
  for (const [index, set] of deletions.entries()) {
    const held = standing.get(keyOf(set));
    if (!held) {
      throw notFound(
        `entity.change.deletions[${index}]`,
        `${set.name} (${set.type})`,
      );
    }
    if (!isExactly(set, held)) {
      throw new Refusal(412, {
        reason: 'conditionNotMet',
        message: `Precondition not met for 'entity.change.deletions[${index}]'`,
      });
    }
  }
}

/** The order of the values means nothing; all else counts. */
function isExactly(
  given: Partial<HeldRecordSet>,
  held: HeldRecordSet,
): boolean {
  const values = (set: Partial<HeldRecordSet>) =>
    [...(set.rrdatas ?? [])].sort();
  return (
    given.ttl === held.ttl &&
    JSON.stringify(values(given)) === JSON.stringify(values(held)) &&
    JSON.stringify(given.routingPolicy) === JSON.stringify(held.routingPolicy)
  );
}

/** The zone's own NS and SOA sets may be exchanged, and never go. */
function apexDefects(
  additions: readonly Partial<HeldRecordSet>[],
  deletions: readonly Partial<HeldRecordSet>[],
  zoneName: string,
): Complaint[] {
  const added = new Set(additions.map(keyOf));
  return deletions.flatMap((set, index) =>
    set.name === zoneName &&
    (set.type === 'NS' || set.type === 'SOA') &&
    !added.has(keyOf(set))
      ? [invalid(`entity.change.deletions[${index}].type`, set.type)]
      : [],
  );
}

function cnameConflicts(
  additions: readonly Partial<HeldRecordSet>[],
  next: Sets,
): Complaint[] {
  const typesAt = new Map<string, string[]>();
  for (const { name, type } of next.values()) {
    typesAt.set(name, [...(typesAt.get(name) ?? []), type]);
  }
  return additions.flatMap(({ name = '', type }, index) => {
    const other = (typesAt.get(name.toLowerCase()) ?? []).find(
      each => each !== type && (each === 'CNAME' || type === 'CNAME'),
    );
    return other === undefined
      ? []
      : [
          {
            reason: 'cnameResourceRecordSetConflict',
            message: `The resource record set 'entity.change.additions[${index}]' is invalid because the DNS name '${name}' has a resource record set of the type '${other}'. A DNS name may have either one CNAME resource record set or resource record sets of other types, but not both.`,
          },
        ];
  });
}

function stored(set: Partial<HeldRecordSet>): HeldRecordSet {
  const { name = '', type = '', ttl, rrdatas, routingPolicy } = set;
  return {
    name: name.toLowerCase(),
    type,
    ttl,
    ...(routingPolicy ? { routingPolicy } : { rrdatas }),
  };
}

function refuse(status: number, complaints: readonly Complaint[]): void {
  if (complaints.length > 0) throw new Refusal(status, complaints);
}

import { decideCreation } from './creation';
import { HeldSets } from './heldSets';
import {
  BatchChange,
  compareOrder,
  HeldRecordSet,
  isSame,
  orderOf,
  storedName,
} from './recordSet';
import { invalidBatch } from './refusal';

/** Limits of one batch, as the service documents them. */
const mostValues = 1000;
const mostCharacters = 32_000;

/** What a zone is made of. */
export interface ZoneOptions {
  /** `Z1`. */
  id: string;
  name: string;
  private?: boolean;
  tags?: Readonly<Record<string, string>>;
  /** Absent: the NS and SOA sets that each new zone has. */
  records?: readonly HeldRecordSet[];
}

/** A hosted zone and its record sets. */
export class FakeZone {
  readonly id: string;
  /** With a dot at the end. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly tags: Readonly<Record<string, string>>;
  #sets: HeldSets;
  #inOrder: { set: HeldRecordSet; order: readonly string[] }[] | undefined;
  readonly #protected = new Set<string>();

  constructor(options: ZoneOptions) {
    this.id = options.id;
    this.name = storedName(options.name);
    this.isPrivate = options.private ?? false;
    this.tags = options.tags ?? {};
    this.#sets = new HeldSets(options.records ?? firstSets(this.name));
  }

  /** All record sets in the order of a listing. */
  get records(): readonly HeldRecordSet[] {
    return this.#listing().map(({ set }) => set);
  }

  /** One record set may be neither changed nor deleted by anybody. */
  protect(name: string, type: string): void {
    this.#protected.add(`${storedName(name)} ${type}`);
  }

  /** From a place in the order on; `next` is the first that did not fit. */
  list(
    start: { Name: string; Type?: string; SetIdentifier?: string } | undefined,
    count: number,
  ): { sets: HeldRecordSet[]; next?: HeldRecordSet } {
    const listing = this.#listing();
    const from = start && orderOf(start);
    let first = 0;
    let end = from ? listing.length : 0;
    while (from && first < end) {
      const middle = Math.floor((first + end) / 2);
      if (compareOrder(listing[middle].order, from) < 0) first = middle + 1;
      else end = middle;
    }
    const sets = listing.slice(first, first + count).map(({ set }) => set);
    return { sets, next: listing.at(first + count)?.set };
  }

  /** Put in order once for each state of the zone. */
  #listing(): { set: HeldRecordSet; order: readonly string[] }[] {
    this.#inOrder ??= [...this.#sets]
      .map(set => ({ set, order: orderOf(set) }))
      .sort((left, right) => compareOrder(left.order, right.order));
    return this.#inOrder;
  }

  /**
   * All changes in their order, or none.
   *
   * @throws Refusal with a sentence for each change that cannot be done.
   */
  change(
    changes: readonly BatchChange[],
    zoneOf: (id: string) => FakeZone | undefined,
  ): void {
    checkSize(changes);
    const sets = new HeldSets(this.#sets);
    const sentences = changes.flatMap(change => {
      const { Action, ResourceRecordSet: set } = change;
      const where = `[name='${storedName(set.Name)}', type='${set.Type}'${
        set.SetIdentifier === undefined
          ? ''
          : `, set-identifier='${set.SetIdentifier}'`
      }]`;
      const standing = sets.get(set);
      if (this.#protected.has(`${storedName(set.Name)} ${set.Type}`)) {
        return [
          `Tried to change resource record set ${where} but it is protected`,
        ];
      }
      if (Action === 'DELETE') {
        const problem = this.#deletionProblem(set, standing, where);
        if (problem === undefined) sets.remove(set);
        return problem ?? [];
      }
      if (Action === 'CREATE' && standing) {
        return [
          `Tried to create resource record set ${where} but it already exists`,
        ];
      }
      const problem = decideCreation(set, sets, this, zoneOf);
      if (problem !== undefined) return [problem];
      sets.put(set);
      return [];
    });
    if (sentences.length > 0) throw invalidBatch(sentences);
    this.#sets = sets;
    this.#inOrder = undefined;
  }

  #deletionProblem(
    set: HeldRecordSet,
    standing: HeldRecordSet | undefined,
    where: string,
  ): string[] | undefined {
    if (!standing) {
      return [
        `Tried to delete resource record set ${where} but it was not found`,
      ];
    }
    if (!isSame(set, standing)) {
      return [
        `Tried to delete resource record set ${where} but the values provided do not match the current values`,
      ];
    }
    if (standing.Name === this.name && standing.Type === 'SOA') {
      return ['A HostedZone must contain exactly one SOA record.'];
    }
    if (standing.Name === this.name && standing.Type === 'NS') {
      return [
        'A HostedZone must contain at least one NS record for the zone itself.',
      ];
    }
    return undefined;
  }
}

function checkSize(changes: readonly BatchChange[]): void {
  let values = 0;
  let characters = 0;
  for (const { Action, ResourceRecordSet: set } of changes) {
    const factor = Action === 'UPSERT' ? 2 : 1;
    for (const { Value } of set.ResourceRecords ?? []) {
      values += factor;
      characters += factor * Value.length;
    }
  }
  if (values > mostValues) {
    throw invalidBatch([`Number of records limit of ${mostValues} exceeded.`]);
  }
  if (characters > mostCharacters) {
    throw invalidBatch([
      `Number of characters limit of ${mostCharacters} exceeded.`,
    ]);
  }
}

function firstSets(name: string): HeldRecordSet[] {
  const servers = ['ns-1.awsdns-01.org.', 'ns-2.awsdns-02.com.'];
  return [
    {
      Name: name,
      Type: 'NS',
      TTL: 172_800,
      ResourceRecords: servers.map(Value => ({ Value })),
    },
    {
      Name: name,
      Type: 'SOA',
      TTL: 900,
      ResourceRecords: [
        {
          Value: `${servers[0]} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`,
        },
      ],
    },
  ];
}

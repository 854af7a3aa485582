import { applyChange, Quota } from './change';
import { byKey, HeldRecordSet, keyOf, WantedChange } from './recordSet';
import { notFound } from './refusal';

/** What a zone is made of. */
export interface ZoneOptions {
  /** Within the project: `openova-io`. */
  name: string;
  /** Default: some number. */
  id?: string;
  /** `openova.io`. */
  dnsName: string;
  visibility?: 'public' | 'private';
  /** A zone that holds no record sets: its queries are answered elsewhere. */
  answeredBy?: 'peering' | 'forwarding' | 'serviceDirectory';
  /** Beside the NS and SOA sets that each zone has. */
  records?: readonly HeldRecordSet[];
}

interface HeldChange {
  id: string;
  wanted: WantedChange;
  startTime: string;
  /** How many times it will still be told as pending. */
  asksLeft: number;
}

/** A managed zone, its record sets and its changes. */
export class FakeZone {
  readonly name: string;
  readonly id: string;
  /** With a dot at the end. */
  readonly dnsName: string;
  readonly visibility: 'public' | 'private';
  readonly answeredBy: ZoneOptions['answeredBy'];
  #sets: Map<string, HeldRecordSet>;
  #changes: HeldChange[] = [];
  /** What listings show: while a change is pending, what stood before it. */
  #shown: readonly HeldRecordSet[] | undefined;

  constructor(options: ZoneOptions) {
    this.name = options.name;
    this.id = options.id ?? '4567000000000000001';
    this.dnsName = `${options.dnsName}.`;
    this.visibility = options.visibility ?? 'public';
    this.answeredBy = options.answeredBy;
    const sets = [...firstSets(this), ...(options.records ?? [])];
    this.#sets = new Map(sets.map(set => [keyOf(set), set]));
  }

  get nameServers(): string[] {
    return this.visibility === 'private'
      ? ['ns-gcp-private.googledomains.com.']
      : ['ns-cloud-x1.example.org.', 'ns-cloud-x2.example.org.'];
  }

  /** All record sets as they will be once every change is done. */
  get records(): HeldRecordSet[] {
    return [...this.#sets].sort(byKey).map(([, set]) => set);
  }

  /** What a listing shows. */
  get shown(): readonly HeldRecordSet[] {
    this.#shown ??= this.records;
    return this.#shown;
  }

  /** In their order; whoever looks at the last one asks about it. */
  get changes(): object[] {
    const last = this.#changes.at(-1);
    if (last) this.#asked(last);
    return this.#changes.map(told);
  }

  /**
   * All of it, or nothing.
   *
   * @param asks - How often the change is told as pending before it is done; until
   *   then listings show what stood before.
   * @throws Refusal
   */
  change(wanted: WantedChange, quota: Quota, asks: number): object {
    if (asks > 0) this.#shown ??= this.records;
    this.#sets = applyChange(wanted, this.#sets, this.dnsName, quota);
    const change: HeldChange = {
      id: String(this.#changes.length + 1),
      wanted,
      startTime: '2026-11-21T12:00:00.000Z',
      asksLeft: asks,
    };
    this.#changes.push(change);
    if (!this.#isPending()) this.#shown = undefined;
    return told(change);
  }

  /** @throws Refusal where there is none with that id. */
  changeById(id: string): object {
    const change = this.#changes.find(each => each.id === id);
    if (!change) throw notFound('parameters.changeId', id);
    this.#asked(change);
    return told(change);
  }

  /** Changes are done in their order. */
  #asked(change: HeldChange): void {
    if (change.asksLeft > 0) change.asksLeft -= 1;
    if (change.asksLeft > 0) return;
    for (const each of this.#changes) {
      each.asksLeft = 0;
      if (each === change) break;
    }
    if (!this.#isPending()) this.#shown = undefined;
  }

  #isPending(): boolean {
    return this.#changes.some(each => each.asksLeft > 0);
  }
}

function told({ id, wanted, startTime, asksLeft }: HeldChange): object {
  return {
    kind: 'dns#change',
    ...wanted,
    id,
    startTime,
    status: asksLeft > 0 ? 'pending' : 'done',
    isServing: true,
  };
}

function firstSets(zone: FakeZone): HeldRecordSet[] {
  const { dnsName: name, nameServers } = zone;
  const [server] = nameServers;
  return [
    { name, type: 'NS', ttl: 21_600, rrdatas: nameServers },
    {
      name,
      type: 'SOA',
      ttl: 21_600,
      rrdatas: [
        `${server} cloud-dns-hostmaster.google.com. 1 21600 3600 259200 300`,
      ],
    },
  ];
}

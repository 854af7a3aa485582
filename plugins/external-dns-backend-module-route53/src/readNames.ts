import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { ListingStart, RecordSetPage } from './client';
import {
  fromServiceName,
  listingKey,
  toServiceName,
} from './mapping/recordNames';

/*
 * Reading some names of a zone. A listing starts at any name and goes on in the
 * zone's order, so a page that starts at one of the names often holds others, or
 * shows that there is nothing of that name. A name is known as soon as a page went
 * past it; only names that no page went past cost a request of their own.
 *
 * The order is known for plain names alone; wildcards and escaped names are always
 * asked for by themselves.
 */

/** Record sets of a page when few names are read. */
const pageSize = 100;

/** A name that is not known yet; `key` is its place in the order, where that is known. */
interface OpenName {
  name: string;
  key?: string;
}

/**
 * Pages that together hold all record sets of the names, each record set once, and
 * no others.
 *
 * @internal
 */
export async function* readNames(
  names: readonly string[],
  list: (start: ListingStart, pageSize: number) => Promise<RecordSetPage>,
): AsyncGenerator<ResourceRecordSet[]> {
  let open = openNames(names);
  for (let first = open.shift(); first; first = open.shift()) {
    const { name, key } = first;
    /** What this run of pages covers besides the name itself. */
    const covered: OpenName[] = key === undefined ? [] : open;
    const found: ResourceRecordSet[] = [];
    let start: ListingStart | undefined = {
      StartRecordName: toServiceName(name),
    };
    let end: string | undefined = name;
    // Further only while the name itself goes on; others may have their own turn.
    while (start && end === name) {
      const page: RecordSetPage = await list(start, pageSize);
      found.push(...page.sets);
      start = page.next;
      end = page.next?.StartRecordName && told(page.next.StartRecordName);
    }
    const passed = new Set([
      name,
      ...covered.filter(other => isBefore(other, end)).map(each => each.name),
    ]);
    open = open.filter(other => !passed.has(other.name));
    const wanted = found.filter(set => passed.has(told(set.Name ?? '')));
    if (wanted.length > 0) yield wanted;
  }
}

function openNames(names: readonly string[]): OpenName[] {
  const unique = new Set(names.map(name => told(toServiceName(name))));
  return [...unique]
    .map(name => ({ name, key: listingKey(name) }))
    .sort((left, right) => {
      const [a, b] = [left.key ?? '', right.key ?? ''];
      if (a === b) return 0;
      return a < b ? -1 : 1;
    });
}

/** Whether a listing in order came past a name; `end` is where it stopped, if it did. */
function isBefore({ key }: OpenName, end: string | undefined): boolean {
  if (key === undefined) return false;
  if (end === undefined) return true;
  const endKey = listingKey(end);
  return endKey !== undefined && key < endKey;
}

function told(name: string): string {
  return fromServiceName(name).toLowerCase();
}

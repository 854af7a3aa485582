import type { Change } from '@openova/dns-engine';
import { fromServiceName, toServiceName } from './mapping/recordNames';

/** The record set that a sentence names, as far as it does. */
interface Named {
  name: string;
  type?: string;
  setIdentifier?: string;
}

/**
 * The changes that Route 53's sentences are about, by index. A sentence that names no
 * record set (it may quote a value alone) is about none that is known.
 *
 * @param sent - the index of the change of each part of the batch, as it was sent.
 * @internal
 */
export function refusedChanges(
  sentences: readonly string[],
  changes: readonly Change[],
  sent: readonly number[],
): Map<number, string> {
  const refused = new Map<number, string>();
  for (const sentence of sentences) {
    // What breaks the description of the API is named by its place in the batch.
    const place = /\bchanges\.(\d+)\./i.exec(sentence)?.[1];
    const index = place === undefined ? undefined : sent.at(Number(place) - 1);
    if (index !== undefined) {
      refused.set(index, refused.get(index) ?? sentence);
      continue;
    }
    const target = /\balias that targets ([^\s,]+), type ([A-Z]+)/.exec(
      sentence,
    );
    if (target) {
      changes.forEach((change, each) => {
        if (!refused.has(each) && targets(change, target[1], target[2])) {
          refused.set(each, sentence);
        }
      });
      continue;
    }
    const named = namedIn(sentence);
    if (!named) continue;
    changes.forEach((change, index) => {
      if (!refused.has(index) && isAbout(change, named)) {
        refused.set(index, sentence);
      }
    });
  }
  return refused;
}

function namedIn(sentence: string): Named | undefined {
  const name = /\bname='([^']+)'|\bDNS name ([^\s,]+)|\bName=([^,\]]+)/.exec(
    sentence,
  );
  if (!name) return undefined;
  const type =
    /\btype='([A-Z]+)'|\bRRSet of type ([A-Z]+)|, type ([A-Z]+)|\bType=([A-Z]+)/.exec(
      sentence,
    );
  const identifier =
    /\bset-identifier='([^']*)'|\bSetIdentifier ([^\s,]+)/.exec(sentence);
  return {
    name: plain(first(name) ?? ''),
    type: first(type),
    setIdentifier: first(identifier),
  };
}

function isAbout(
  change: Change,
  { name, type, setIdentifier }: Named,
): boolean {
  const sets = [
    ...(change.action === 'create' ? [] : [change.old]),
    ...(change.action === 'delete' ? [] : [change.new]),
  ];
  return sets.some(
    set =>
      plain(toServiceName(set.dnsName)) === name &&
      (type === undefined || set.recordType === type) &&
      (setIdentifier === undefined ||
        setIdentifier === 'null' ||
        (set.setIdentifier ?? '') === setIdentifier),
  );
}

function targets(change: Change, target: string, type: string): boolean {
  if (change.action === 'delete') return false;
  const { recordType, targets: wanted } = change.new;
  return (
    recordType === type && wanted.some(each => plain(each) === plain(target))
  );
}

function first(match: RegExpExecArray | null): string | undefined {
  return match?.slice(1).find(group => group !== undefined);
}

function plain(name: string): string {
  return fromServiceName(name).toLowerCase();
}

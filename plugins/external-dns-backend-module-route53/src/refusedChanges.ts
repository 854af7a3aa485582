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
    const isMeant = meantBy(sentence, sent);
    for (const [index, change] of changes.entries()) {
      if (!refused.has(index) && isMeant(change, index)) {
        refused.set(index, sentence);
      }
    }
  }
  return refused;
}

/** Which changes a sentence is about. */
function meantBy(
  sentence: string,
  sent: readonly number[],
): (change: Change, index: number) => boolean {
  // What breaks the description of the API is named by its place in the batch.
  const place = /\bchanges\.(\d+)\./i.exec(sentence);
  if (place) {
    const meant = sent.at(Number(place[1]) - 1);
    return (_change, index) => index === meant;
  }
  const alias = /\balias that targets ([^\s,]+), type ([A-Z]+)/.exec(sentence);
  if (alias) {
    const [, target, type] = alias;
    return change => leadsTo(change, target, type);
  }
  const named = namedIn(sentence);
  return change => named !== undefined && isAbout(change, named);
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

function leadsTo(change: Change, target: string, type: string): boolean {
  if (change.action === 'delete') return false;
  const { recordType, targets } = change.new;
  return (
    recordType === type && targets.some(each => plain(each) === plain(target))
  );
}

function first(match: RegExpExecArray | null): string | undefined {
  return match?.slice(1).find(group => group !== undefined);
}

function plain(name: string): string {
  return fromServiceName(name).toLowerCase();
}

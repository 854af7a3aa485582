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
 * @internal
 */
export function refusedChanges(
  sentences: readonly string[],
  changes: readonly Change[],
): Map<number, string> {
  const refused = new Map<number, string>();
  for (const sentence of sentences) {
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

function first(match: RegExpExecArray | null): string | undefined {
  return match?.slice(1).find(group => group !== undefined);
}

function plain(name: string): string {
  return fromServiceName(name).toLowerCase();
}

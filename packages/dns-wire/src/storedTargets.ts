import { RecordType } from './codes';
import { DnsValueError } from './errors';
import { RecordData } from './record';
import { rdataToTarget, targetToRdata } from './target';

/** How names with letters outside of ASCII become names of DNS (UTS 46). @public */
export type ToAscii = (name: string) => string;

/** Types whose target is a host name and nothing else. */
const hostNameTypes: ReadonlySet<string> = new Set(['CNAME', 'NS', 'PTR']);

/**
 * The data of an endpoint's target, in which a host name may have letters outside of
 * ASCII.
 *
 * @throws DnsValueError with a sentence where the target is none of its type.
 * @public
 */
export function dataOfTarget(
  type: RecordType,
  target: string,
  toAscii: ToAscii,
): RecordData {
  const needsMapping = hostNameTypes.has(type) && /[^!-~]/.test(target);
  return targetToRdata(type, needsMapping ? toAscii(target) : target);
}

/**
 * Targets as a server of DNS stores and tells them, each once: addresses in their
 * short form, host names in ASCII, texts in quotes. One that is none of its type stays
 * as it is: writing it is refused, with the reason.
 *
 * @public
 */
export function storedTargets(
  type: RecordType,
  targets: readonly string[],
  toAscii: ToAscii,
): string[] {
  const stored = targets.map(target => {
    try {
      return rdataToTarget(dataOfTarget(type, target, toAscii));
    } catch (error) {
      if (error instanceof DnsValueError) return target;
      throw error;
    }
  });
  return [...new Set(stored)];
}

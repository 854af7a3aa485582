import { KubeObject } from '@openova/dns-engine';
import { isRecord } from './kubernetesAnswers';
import { SharedParts } from './sharedParts';

/** Somebody who reads objects of a kind. @internal */
export interface KeepUse {
  /** The object without what is not read. */
  keep(object: KubeObject): KubeObject;
}

/**
 * One `keep` for all sources and instances that read a kind: what any of them keeps.
 *
 * @internal
 */
export function keepForAll(
  uses: readonly KeepUse[],
  finish: (kept: KubeObject, original: KubeObject) => KubeObject = kept => kept,
): (object: KubeObject) => KubeObject {
  const [first, ...others] = uses;
  const parts = new SharedParts();
  return object => {
    let kept = first.keep(object);
    for (const use of others) {
      kept = { ...kept, ...mergedRecord(kept, use.keep(object), object) };
    }
    return parts.share(finish(kept, object));
  };
}

/**
 * Two cuttings of one original, put together. Records are merged key by key; lists
 * that differ cannot be, because either may leave elements out: there the original
 * is kept.
 */
function merged(left: unknown, right: unknown, original: unknown): unknown {
  if (right === undefined || left === right) return left;
  if (left === undefined) return right;
  if (isRecord(left) && isRecord(right)) {
    return mergedRecord(left, right, isRecord(original) ? original : {});
  }
  return JSON.stringify(left) === JSON.stringify(right) ? left : original;
}

function mergedRecord(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
  original: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...left };
  for (const key of Object.keys(right)) {
    result[key] = merged(left[key], right[key], original[key]);
  }
  return result;
}

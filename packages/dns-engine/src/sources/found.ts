import { Wish } from '../endpoint';
import { Verdict } from '../verdict';

/** What a source yields for an object. @public */
export type Found = Wish | Verdict;

/** @public */
export function isWish(found: Found): found is Wish {
  return 'endpoint' in found;
}

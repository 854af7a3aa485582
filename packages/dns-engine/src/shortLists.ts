/*
 * A large zone has a million lists, nearly all of them empty or with one value. The
 * empty ones are one and the same here, and a list that is made with its only value
 * takes a fifth of one that a value is pushed to.
 */

const empty: never[] = [];
Object.freeze(empty);

/** The empty list; to be added to with {@link withOneMore}. @internal */
export const nothing: never[] = empty;

/** The list with one value more, which is the same list unless it was empty. @internal */
export function withOneMore<T>(list: T[], value: T): T[] {
  if (list.length === 0) return [value];
  list.push(value);
  return list;
}

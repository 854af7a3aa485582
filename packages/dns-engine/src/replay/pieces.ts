/** A list of which each element is made only when it is written. */
interface Made {
  make: Iterable<unknown>;
}

/** The elements of a list, each as `make` makes it. @internal */
export function madeOneByOne<T>(
  elements: readonly T[],
  make: (element: T) => unknown,
): Made {
  return {
    make: (function* made() {
      for (const element of elements) yield make(element);
    })(),
  };
}

/** Characters that are written at once. */
const pieceLength = 65_536;

/** An object as JSON, as JSON.stringify writes it, in pieces. @internal */
export function* inPieces(
  members: Readonly<Record<string, unknown>>,
): Generator<string> {
  let text = '{';
  for (const [index, [key, value]] of Object.entries(members).entries()) {
    text += `${index > 0 ? ',' : ''}${JSON.stringify(key)}:`;
    if (!isMade(value)) {
      text += JSON.stringify(value);
      continue;
    }
    let separator = '[';
    for (const group of groupsOf(value.make)) {
      // One call for a group costs less than one for each.
      text += separator + JSON.stringify(group).slice(1, -1);
      separator = ',';
      if (text.length > pieceLength) {
        yield text;
        text = '';
      }
    }
    text += separator === '[' ? '[]' : ']';
  }
  yield `${text}}`;
}

function isMade(value: unknown): value is Made {
  return typeof value === 'object' && value !== null && 'make' in value;
}

const groupLength = 128;

function* groupsOf(elements: Iterable<unknown>): Generator<unknown[]> {
  let group: unknown[] = [];
  for (const element of elements) {
    group.push(element);
    if (group.length === groupLength) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

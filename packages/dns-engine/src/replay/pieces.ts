/** A list of which each element is made only when it is written. */
interface Made {
  length: number;
  make(index: number): unknown;
}

/** The elements of a list, each as `make` makes it. @internal */
export function madeOneByOne<T>(
  elements: readonly T[],
  make: (element: T) => unknown,
): Made {
  const { length } = elements;
  return { length, make: index => make(elements[index]) };
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
    for (const group of groupsOf(value)) {
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

function* groupsOf({ length, make }: Made): Generator<unknown[]> {
  for (let start = 0; start < length; start += groupLength) {
    const group: unknown[] = [];
    const end = Math.min(start + groupLength, length);
    for (let index = start; index < end; index += 1) group.push(make(index));
    yield group;
  }
}

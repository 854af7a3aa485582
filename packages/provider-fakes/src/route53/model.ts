import description from './model.json';

/** A member of a structure, or the member of a list. */
export interface Member {
  target: string;
  required?: boolean;
  /** The element's name where it is not the member's. */
  xmlName?: string;
  /** The parameter of the query that carries it. */
  query?: string;
  /** It stands in the path. */
  label?: boolean;
}

/** A shape of the vendor's description of the API. */
export interface Shape {
  type: string;
  members?: Record<string, Member>;
  member?: Member;
  values?: string[];
  length?: { min?: number; max?: number };
  range?: { min?: number; max?: number };
  pattern?: string;
  /** Of an error: the HTTP status. */
  status?: number;
  http?: { method: string; uri: string; code: number };
  input?: string;
  output?: string;
  errors?: string[];
}

const shapes: Readonly<Record<string, Shape>> = description.shapes;

export const namespace = description.namespace;

export function shapeOf(name: string): Shape {
  const shape = shapes[name];
  if (!shape) throw new Error(`The description has no shape ${name}`);
  return shape;
}

/** What is not as the description says, with the place. */
export class NotAsDescribed extends Error {}

/**
 * Holds a simple value against its shape.
 *
 * @throws {@link NotAsDescribed}
 */
export function checkSimple(
  value: string | number | boolean,
  shape: Shape,
  place: string,
): void {
  const { length, range, pattern, values } = shape;
  const text = String(value);
  const fail = (why: string) => {
    throw new NotAsDescribed(`Value '${text}' at '${place}' ${why}`);
  };
  if (values && !values.includes(text)) {
    fail(`must be one of [${values.join(', ')}]`);
  }
  if (length && typeof value === 'string') {
    if (text.length < (length.min ?? 0)) fail(`is shorter than ${length.min}`);
    if (text.length > (length.max ?? Infinity)) {
      fail(`is longer than ${length.max}`);
    }
  }
  if (range && typeof value === 'number') {
    if (value < (range.min ?? -Infinity)) fail(`is less than ${range.min}`);
    if (value > (range.max ?? Infinity)) fail(`is more than ${range.max}`);
  }
  if (pattern && !new RegExp(pattern).test(text)) {
    fail(`does not match ${pattern}`);
  }
}

/** A value of a simple shape as it stands in text. */
export function parseSimple(
  text: string,
  shape: Shape,
  place: string,
): string | number | boolean {
  const value = typed(text, shape, place);
  checkSimple(value, shape, place);
  return value;
}

function typed(
  text: string,
  { type }: Shape,
  place: string,
): string | number | boolean {
  switch (type) {
    case 'integer':
    case 'long':
      if (!/^-?\d+$/.test(text)) {
        throw new NotAsDescribed(`Value '${text}' at '${place}' is no number`);
      }
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') {
        throw new NotAsDescribed(`Value '${text}' at '${place}' is no boolean`);
      }
      return text === 'true';
    default:
      return text;
  }
}

/**
 * Readers for JSON that nobody has checked. Absent is the empty value, a wrong
 * type is a {@link BrokenObject} that names the place: what an object says by
 * mistake must not be taken for "it says nothing", because that would publish
 * other names than its author meant, or delete those that stand.
 */

/** Part of an object that has not the shape Kubernetes gives it. @internal */
export class BrokenObject extends Error {
  constructor(readonly path: string, readonly expected: string) {
    super(`${path} must be ${expected}`);
    this.name = 'BrokenObject';
  }
}

/** A JSON object with its own keys only. @internal */
export type JsonRecord = Readonly<Record<string, unknown>>;

const nothing: JsonRecord = Object.freeze({});
const none: readonly unknown[] = Object.freeze([]);

/** @internal */
export function text(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  throw new BrokenObject(path, 'text');
}

/** @internal */
export function list(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return none;
  throw new BrokenObject(path, 'a list');
}

/** @internal */
export function record(value: unknown, path: string): JsonRecord {
  if (isRecord(value)) return value;
  if (value === undefined || value === null) return nothing;
  throw new BrokenObject(path, 'an object');
}

/** A list of texts. @internal */
export function texts(value: unknown, path: string): readonly string[] {
  const values = list(value, path);
  if (values.every(isText)) return values;
  throw new BrokenObject(path, 'a list of texts');
}

/** An integer, or undefined where it is absent. @internal */
export function integer(value: unknown, path: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new BrokenObject(path, 'a whole number');
}

/** True or false, or undefined where it is absent. @internal */
export function flag(value: unknown, path: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw new BrokenObject(path, 'true or false');
}

/** A map of texts, as labels and annotations are. @internal */
export function textMap(
  value: unknown,
  path: string,
): Readonly<Record<string, string>> {
  const map = record(value, path);
  if (isTextMap(map)) return map;
  throw new BrokenObject(path, 'an object whose values are texts');
}

/**
 * What `read` returns, or undefined where the object is broken. For objects that
 * many others lean on (a Node, a Pod): a broken one counts as absent.
 *
 * @internal
 */
export function unlessBroken<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenObject) return undefined;
    throw error;
  }
}

/** @internal */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextMap(map: JsonRecord): map is Readonly<Record<string, string>> {
  for (const key in map) {
    if (typeof map[key] !== 'string') return false;
  }
  return true;
}

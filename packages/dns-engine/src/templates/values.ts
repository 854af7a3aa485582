import { isRecord, JsonRecord } from '../sources/json';
import { fieldsOf, metadataFields } from './schema';

/** A floating-point number, which Go prints and compares apart from integers. @internal */
export class Float {
  constructor(readonly value: number) {}
}

/** A pointer that points nowhere. @internal */
export class Nil {
  constructor(readonly type: string) {}
}

/** @internal */
export class ListValue {
  constructor(
    private readonly items: readonly unknown[],
    private readonly type: string,
  ) {}

  get length(): number {
    return this.items.length;
  }

  at(index: number): Value {
    return typed(this.items[index], this.type);
  }

  slice(from: number, to: number): ListValue {
    return new ListValue(this.items.slice(from, to), this.type);
  }
}

/** @internal */
export class MapValue {
  constructor(
    private readonly entries: JsonRecord,
    readonly type: string,
    /** Whether a missing key is an error and not merely "no value". */
    readonly isStrict = false,
  ) {}

  /** In the order in which Go goes through a map in a template. */
  keys(): string[] {
    return Object.keys(this.entries).sort();
  }

  has(key: string): boolean {
    return Object.hasOwn(this.entries, key);
  }

  get(key: string): Value {
    if (!this.has(key)) return typed(undefined, this.type);
    return typed(this.entries[key], this.type);
  }
}

/** An object of a declared Go type. @internal */
export class StructValue {
  constructor(readonly type: string, private readonly json: JsonRecord) {}

  /** Undefined where the type has no such field. */
  field(name: string): { value: Value } | undefined {
    const field = fieldsOf(this.type)?.get(name);
    if (!field) return undefined;
    const isPromoted =
      metadataFields.has(name) &&
      fieldsOf(this.type)?.has('ObjectMeta') === true;
    const { metadata } = this.json;
    const holder = isPromoted && isRecord(metadata) ? metadata : this.json;
    return {
      value: typed(
        Object.hasOwn(holder, field.key) ? holder[field.key] : undefined,
        field.type,
      ),
    };
  }
}

/** What exists in Kubernetes and cannot be looked into here. @internal */
export class Opaque {}

/** A value in a template; undefined is what prints as `<no value>`. @internal */
export type Value =
  | string
  | number
  | boolean
  | undefined
  | Float
  | Nil
  | ListValue
  | MapValue
  | StructValue
  | Opaque;

/** The value of a wrong type, or of a part of JSON that Go could not have read. @internal */
export class WrongType extends Error {}

/** JSON as a Go value of the given type; what is absent is the zero value. @internal */
export function typed(json: unknown, type: string): Value {
  const value = json === null ? undefined : json;
  if (type.startsWith('*')) {
    const inner = type.slice(1);
    return value === undefined ? new Nil(inner) : typed(value, inner);
  }
  if (type.startsWith('[]')) {
    if (value === undefined) return new ListValue([], type.slice(2));
    if (Array.isArray(value)) return new ListValue(value, type.slice(2));
    throw new WrongType('a list is expected');
  }
  if (type.startsWith('map[string]')) {
    const element = type.slice('map[string]'.length);
    if (value === undefined) return new MapValue({}, element);
    if (isRecord(value)) return new MapValue(value, element);
    throw new WrongType('an object is expected');
  }
  switch (type) {
    case 'string':
      return scalar(value, '', 'text');
    case 'int':
      return scalar(value, 0, 'a number');
    case 'bool':
      return scalar(value, false, 'true or false');
    case 'intOrString':
      return typeof value === 'string' ? value : scalar(value, 0, 'a number');
    case 'time':
      return typeof value === 'string'
        ? goTime(value)
        : '0001-01-01 00:00:00 +0000 UTC';
    case 'any':
      return untyped(value);
    case 'opaque':
      return new Opaque();
    default:
      if (value === undefined) return new StructValue(type, {});
      if (isRecord(value)) return new StructValue(type, value);
      throw new WrongType('an object is expected');
  }
}

/** JSON as `fromJson` and unstructured objects have it. @internal */
export function untyped(value: unknown): Value {
  if (typeof value === 'number') {
    return new Float(value);
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return new ListValue(value, 'any');
  return isRecord(value) ? new MapValue(value, 'any') : undefined;
}

function scalar<T extends string | number | boolean>(
  value: unknown,
  zero: T,
  expected: string,
): T {
  if (value === undefined) return zero;
  if (isLike(value, zero)) return value;
  throw new WrongType(`${expected} is expected`);
}

function isLike<T>(value: unknown, example: T): value is T {
  return typeof value === typeof example;
}

function goTime(value: string): string {
  return value.replace('T', ' ').replace(/(\.\d+)?Z$/, ' +0000 UTC');
}

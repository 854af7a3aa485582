/** @internal */
export type JsonObject = Record<string, unknown>;

/** @internal */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key, or an empty one. @internal */
export function objectAt(value: unknown, key: string): JsonObject {
  const inside = isObject(value) ? value[key] : undefined;
  return isObject(inside) ? inside : {};
}

/** The list under a key, or an empty one. @internal */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const inside = isObject(value) ? value[key] : undefined;
  return Array.isArray(inside) ? inside : [];
}

/** The text, number or truth value under a key as text. @internal */
export function textAt(value: unknown, key: string): string | undefined {
  const inside = isObject(value) ? value[key] : undefined;
  return asText(inside);
}

/** @internal */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return undefined;
}

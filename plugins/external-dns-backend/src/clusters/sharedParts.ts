import { KubeObject } from '@openova/dns-engine';

/** Larger parts are rarely equal, and looking them up costs. */
const longestText = 400;
/** When so many are known, the pool starts anew: what repeats is soon back in it. */
const mostParts = 4096;

/**
 * Objects of a kind repeat each other: thousands of routes have the same parents, the
 * same status, the same labels. Parts that say the same are stored once. Nobody
 * changes an object once it is kept, so nobody can tell.
 *
 * What is kept is parsed anew from its text: an object that was put together key by
 * key has room for more keys, one that JSON.parse made has just what it needs.
 *
 * @internal
 */
export class SharedParts {
  private readonly pool = new Map<string, unknown>();

  /** The same object, with parts of earlier ones in place of its own equal ones. */
  share(object: KubeObject): KubeObject {
    const lean: KubeObject = JSON.parse(JSON.stringify(object));
    const metadata: Record<string, unknown> = lean.metadata;
    for (const key of Object.keys(metadata)) {
      if (!rarelyEqual.has(key)) metadata[key] = this.part(metadata[key]);
    }
    for (const key of Object.keys(lean)) {
      if (key !== 'metadata') lean[key] = this.part(lean[key]);
    }
    return lean;
  }

  private part(value: unknown): unknown {
    if (typeof value === 'string') return this.pooled(value, value);
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    const known = this.pool.get(text);
    if (known !== undefined) return known;
    const parts = value as Record<string, unknown>;
    for (const key of Object.keys(parts)) parts[key] = this.part(parts[key]);
    return this.pooled(text, value);
  }

  private pooled(text: string, value: unknown): unknown {
    if (text.length > longestText) return value;
    const known = this.pool.get(text);
    if (known !== undefined) return known;
    if (this.pool.size >= mostParts) this.pool.clear();
    this.pool.set(text, value);
    return value;
  }
}

const rarelyEqual: ReadonlySet<string> = new Set(['uid', 'creationTimestamp']);

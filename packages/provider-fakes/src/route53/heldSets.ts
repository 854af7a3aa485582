import { HeldRecordSet, keyOf, storedName } from './recordSet';

/** Record sets of a zone, found by what identifies them and by name. */
export class HeldSets {
  readonly #byName = new Map<string, Map<string, HeldRecordSet>>();

  constructor(sets: Iterable<HeldRecordSet>) {
    for (const set of sets) this.put(set);
  }

  get(set: HeldRecordSet): HeldRecordSet | undefined {
    return this.#byName.get(storedName(set.Name))?.get(keyOf(set));
  }

  at(name: string): HeldRecordSet[] {
    return [...(this.#byName.get(storedName(name))?.values() ?? [])];
  }

  put(set: HeldRecordSet): void {
    const Name = storedName(set.Name);
    let sets = this.#byName.get(Name);
    if (!sets) this.#byName.set(Name, (sets = new Map()));
    sets.set(keyOf(set), { ...set, Name });
  }

  remove(set: HeldRecordSet): void {
    const name = storedName(set.Name);
    const sets = this.#byName.get(name);
    sets?.delete(keyOf(set));
    if (sets?.size === 0) this.#byName.delete(name);
  }

  *[Symbol.iterator](): Iterator<HeldRecordSet> {
    for (const sets of this.#byName.values()) yield* sets.values();
  }
}

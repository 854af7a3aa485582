/** How things of a kind are told apart; equal ones have equal names and keys. @internal */
export interface Telling<T> {
  name(value: T): string;
  /** Of two with one name. */
  isSame(left: T, right: T): boolean;
  /** Whatever tells those with one name apart. */
  key(value: T): string;
}

/** Of a name: the place of the only one, or of all. */
type Places = number | SeveralPlaces;

interface SeveralPlaces {
  places: number[];
  byKey?: Map<string, number>;
}

const mostCompared = 8;

/**
 * Finds equal things in a growing list. A name has one or two of them, so comparing
 * these costs less time and memory than a key for each, and the name's hash is with
 * its text already. Only where a name has many, as the empty name may have, they are
 * looked up by a key.
 *
 * @internal
 */
export class SameNames<T> {
  private readonly ofName = new Map<string, Places>();

  constructor(
    private readonly list: readonly T[],
    private readonly telling: Telling<T>,
  ) {}

  /** The place of an equal one in the list; -1 where there is none. */
  placeOf(value: T): number {
    const { list, telling } = this;
    const places = this.ofName.get(telling.name(value));
    if (places === undefined) return -1;
    if (typeof places === 'number') {
      return telling.isSame(value, list[places]) ? places : -1;
    }
    if (places.byKey) return places.byKey.get(telling.key(value)) ?? -1;
    for (const place of places.places) {
      if (telling.isSame(value, list[place])) return place;
    }
    return -1;
  }

  /** Says that a value, of which there was none equal, is in the list now. */
  add(value: T, place: number): void {
    const { list, telling } = this;
    const name = telling.name(value);
    const known = this.ofName.get(name);
    if (known === undefined) {
      this.ofName.set(name, place);
      return;
    }
    if (typeof known === 'number') {
      this.ofName.set(name, { places: [known, place] });
      return;
    }
    if (known.byKey) known.byKey.set(telling.key(value), place);
    else {
      known.places.push(place);
      if (known.places.length <= mostCompared) return;
      known.byKey = new Map(
        known.places.map(each => [telling.key(list[each]), each]),
      );
    }
  }
}

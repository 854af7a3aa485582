import { bareZoneId } from './mapping/aliasTarget';

/** A tag that a zone has to have; without a value, any value will do. @internal */
export interface WantedTag {
  key: string;
  value?: string;
}

/** Which hosted zones of an account are looked at. @internal */
export interface ZoneSelection {
  type?: 'public' | 'private';
  /** A zone has to have all of them. */
  tags: readonly WantedTag[];
}

/** The ids of the zones that have all of the tags. @internal */
export function withTags(
  ids: readonly string[],
  tagsById: ReadonlyMap<string, ReadonlyMap<string, string>>,
  wanted: readonly WantedTag[],
): Set<string> {
  return new Set(
    ids.filter(id => {
      const tags = tagsById.get(bareZoneId(id));
      return wanted.every(
        ({ key, value }) =>
          tags?.has(key) && (value === undefined || tags.get(key) === value),
      );
    }),
  );
}

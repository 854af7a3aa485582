import { asText, isObject } from './json';

/** A list of arguments, or a map in which lists repeat and truth values switch. @internal */
export function extraArgs(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.map(asText).filter((each): each is string => !!each);
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([flag, given]) => {
    if (given === null || given === '') return [`--${flag}`];
    if (given === true) return [`--${flag}`];
    if (given === false) return [`--no-${flag}`];
    const many: readonly unknown[] = Array.isArray(given) ? given : [given];
    return many
      .map(asText)
      .filter((each): each is string => each !== undefined)
      .map(each => `--${flag}=${each}`);
  });
}

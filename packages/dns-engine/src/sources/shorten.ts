/** A text that came from outside, short enough to be shown. @internal */
export function shorten(value: string, length = 200): string {
  return value.length <= length ? value : `${value.slice(0, length - 1)}…`;
}

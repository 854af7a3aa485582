/**
 * Seconds of the header `Retry-After` (RFC 9110 section 10.2.3), which is a number or
 * a date; undefined where there is none, or one that cannot be read.
 *
 * @public
 */
export function retryAfterSeconds(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (!text) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const until = Date.parse(text);
  return Number.isNaN(until)
    ? undefined
    : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

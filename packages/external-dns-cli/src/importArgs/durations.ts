import { parseGoDuration } from '@openova/dns-engine';

/** `{ minutes: 1, seconds: 30 }` of `1m30s`. Undefined where it is no duration. @internal */
export function humanDuration(
  text: string,
): Record<string, number> | undefined {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : parseGoDuration(text);
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) {
    return undefined;
  }
  const parts: [string, number][] = [
    ['hours', Math.floor(seconds / 3600)],
    ['minutes', Math.floor((seconds % 3600) / 60)],
    ['seconds', Math.floor(seconds % 60)],
  ];
  const given = parts.filter(([, amount]) => amount > 0);
  return given.length > 0 ? Object.fromEntries(given) : { seconds: 0 };
}

/** The length of a duration that `humanDuration` made, in seconds. @internal */
export function secondsOf(value: Record<string, number>): number {
  const { hours = 0, minutes = 0, seconds = 0 } = value;
  return hours * 3600 + minutes * 60 + seconds;
}

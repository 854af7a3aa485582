import { HealthDay } from '@openova/backstage-plugin-external-dns-common';
import { DateTime } from 'luxon';

/** Days that the picture has room for. */
export const DAYS = 30;

/** `21 Nov`, as the viewer writes it; the day itself is one of UTC. */
export function dayText(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).toLocaleString({
    day: 'numeric',
    month: 'short',
  });
}

/**
 * The days by their place in the picture, from 0 to 29, the newest at the end. A day that
 * nothing was counted on leaves its place empty.
 */
export function placedDays(
  days: readonly HealthDay[],
): { place: number; day: HealthDay }[] {
  const newest = days.reduce((max, { day }) => (day > max ? day : max), '');
  const end = DateTime.fromISO(newest, { zone: 'utc' });
  return days.flatMap(day => {
    const start = DateTime.fromISO(day.day, { zone: 'utc' });
    const place = DAYS - 1 - Math.round(end.diff(start, 'days').days);
    return place >= 0 ? [{ place, day }] : [];
  });
}

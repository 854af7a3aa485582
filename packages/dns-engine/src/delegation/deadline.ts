/** The time so many seconds later, RFC 3339; empty where the time cannot be read. @internal */
export function laterBy(time: string, seconds: number): string {
  const start = Date.parse(time);
  if (Number.isNaN(start)) return '';
  return new Date(start + seconds * 1000).toISOString();
}

/** Whether a time has come. False where either is not known. @internal */
export function hasCome(time: string, now: string | undefined): boolean {
  if (now === undefined || now === '' || time === '') return false;
  return Date.parse(now) >= Date.parse(time);
}

import { retryAfterSeconds } from './retryAfter';

describe('the header Retry-After', () => {
  it.each([
    ['7', 7],
    ['-1', 0],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('%s', (text, seconds) => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': text }))).toBe(
      seconds,
    );
  });

  it('may be a date', () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const seconds = retryAfterSeconds(new Headers({ 'retry-after': date }));
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_601);
  });

  it('may be missing', () => {
    expect(retryAfterSeconds(new Headers())).toBeUndefined();
  });
});

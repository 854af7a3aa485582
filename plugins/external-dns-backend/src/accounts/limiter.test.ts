import fc from 'fast-check';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import { AccountLimiter } from './limiter';

const never = new AbortController().signal;

describe('the pace of an account', () => {
  it('never lets more go in a window than the limit, whoever asks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(
          fc.record({
            wait: fc.integer({ min: 0, max: 1500 }),
            interactive: fc.boolean(),
          }),
          { maxLength: 30 },
        ),
        async (requests, seconds, asks) => {
          const clock = new VirtualClock();
          const limiter = new AccountLimiter({
            clock,
            rate: { requests, seconds },
          });
          const went: number[] = [];
          for (const { wait, interactive } of asks) {
            await clock.advance(wait);
            void limiter
              .budget(interactive ? 'interactive' : 'background', never)
              .take()
              .then(() => went.push(clock.monotonic()));
          }
          await clock.advance(asks.length * seconds * 1000);
          expect(went).toHaveLength(asks.length);
          for (const start of went) {
            const within = went.filter(
              at => at >= start && at < start + seconds * 1000,
            );
            expect(within.length).toBeLessThanOrEqual(requests);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a share for people, and lets them go first', async () => {
    const clock = new VirtualClock();
    const limiter = new AccountLimiter({
      clock,
      rate: { requests: 5, seconds: 10 },
    });
    const went: string[] = [];
    const take = (priority: 'background' | 'interactive', name: string) =>
      void limiter
        .budget(priority, never)
        .take()
        .then(() => went.push(name));
    for (const name of ['b1', 'b2', 'b3', 'b4', 'b5', 'b6']) {
      take('background', name);
    }
    await clock.advance(0);
    expect(went).toEqual(['b1', 'b2', 'b3', 'b4']);
    take('interactive', 'person');
    await clock.advance(0);
    expect(went.at(-1)).toBe('person');
    take('interactive', 'another');
    await clock.advance(10_000);
    expect(went.slice(5, 7)).toEqual(['another', 'b5']);
  });

  it('obeys what the service says of its own window', async () => {
    const clock = new VirtualClock();
    const limiter = new AccountLimiter({ clock });
    const budget = limiter.budget('background', never);
    await budget.take();
    budget.report({ limit: 10, remaining: 4, resetSeconds: 30 });
    // An answer that was overtaken says nothing new.
    budget.report({ limit: 10, remaining: 6, resetSeconds: 30 });
    let went = 0;
    const count = () => {
      went += 1;
    };
    for (let index = 0; index < 5; index += 1) void budget.take().then(count);
    await clock.advance(0);
    expect(went).toBe(2);
    expect(limiter.reported).toMatchObject({ limit: 10, remaining: 2 });
    await clock.advance(29_999);
    expect(went).toBe(2);
    await clock.advance(1);
    expect(went).toBe(5);
    expect(limiter.reported).toBeUndefined();
  });

  it('rests when it is told to, and gives up with the call', async () => {
    const clock = new VirtualClock();
    const limiter = new AccountLimiter({ clock });
    limiter.rest(5_000);
    const call = new AbortController();
    const given = limiter.budget('background', call.signal).take();
    let went = false;
    void limiter
      .budget('background', never)
      .take()
      .then(() => {
        went = true;
      });
    call.abort(new Error('the caller went away'));
    await expect(given).rejects.toThrow('the caller went away');
    await clock.advance(4_999);
    expect(went).toBe(false);
    await clock.advance(1);
    expect(went).toBe(true);
  });
});

import { Departures } from './departures';
import { ObjectChange } from './keptObjects';
import { defaultPace, Pace } from './pace';

/** A clock that stands still until it is told to go on. */
class SteppedPace {
  private readonly asleep: Array<{ milliseconds: number; wake(): void }> = [];

  readonly pace: Pace = {
    ...defaultPace,
    sleep: (milliseconds, signal) =>
      new Promise(resolve => {
        this.asleep.push({ milliseconds, wake: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
  };

  /** Ends the oldest pause and says how long it was. */
  async step(): Promise<number | undefined> {
    const pause = this.asleep.shift();
    pause?.wake();
    await new Promise(resolve => setImmediate(resolve));
    return pause?.milliseconds;
  }
}

const web: ObjectChange = { namespace: 'shop', name: 'web' };
const api: ObjectChange = { namespace: 'shop', name: 'api' };

describe('departures', () => {
  let clock: SteppedPace;
  let count: number;
  let looks: number;
  let failure: Error | undefined;
  let departed: string[];
  let doubts: unknown[];
  let end: AbortController;
  let departures: Departures;

  beforeEach(() => {
    clock = new SteppedPace();
    count = 10;
    looks = 0;
    failure = undefined;
    departed = [];
    doubts = [];
    end = new AbortController();
    departures = new Departures({
      pace: clock.pace,
      look: async () => {
        looks += 1;
        if (failure) throw failure;
      },
      count: () => count,
      onDeparted: changes => departed.push(...changes.map(each => each.name)),
      onDoubt: error => doubts.push(error),
      signal: end.signal,
    });
  });

  it('are believed after one look at a kind that is served in full', async () => {
    departures.add(web);
    departures.add(api);
    expect([departed, looks]).toEqual([[], 0]);
    expect(await clock.step()).toBe(defaultPace.gathering);
    expect([departed, looks]).toEqual([['web', 'api'], 1]);
    await departures.ended();
    departures.add({ ...web });
    await clock.step();
    expect([departed, looks]).toEqual([['web', 'api', 'web'], 2]);
  });

  it('are not believed when the look fails', async () => {
    failure = new Error('It is being removed.');
    departures.add(web);
    await clock.step();
    expect([departed, doubts]).toEqual([[], [failure]]);
    failure = undefined;
    departures.add(api);
    await clock.step();
    expect(departed).toEqual(['api']);
  });

  it('wait for a second look when nothing is left', async () => {
    count = 2;
    departures.add(web);
    departures.add(api);
    await clock.step();
    expect([departed, looks]).toEqual([[], 1]);
    failure = new Error('It is being removed after all.');
    expect(await clock.step()).toBe(defaultPace.secondLook);
    expect([departed, looks, doubts]).toEqual([[], 2, [failure]]);
  });

  it('believe a second look that agrees', async () => {
    count = 1;
    departures.add(web);
    await clock.step();
    await clock.step();
    expect([departed, looks, doubts]).toEqual([['web'], 2, []]);
  });

  it('leave out what came back, even if it left again', async () => {
    departures.add(web);
    departures.add(api);
    departures.cancel({ ...web });
    await clock.step();
    expect(departed).toEqual(['api']);

    count = 2;
    departures.add(web);
    departures.add(api);
    await clock.step();
    departures.cancel(web);
    departures.add({ ...web });
    await clock.step();
    expect(departed).toEqual(['api', 'api']);
    count = 10;
    await clock.step();
    expect(departed).toEqual(['api', 'api', 'web']);
  });

  it('say nothing once a list is on its way, or it is over', async () => {
    departures.add(web);
    departures.clear();
    await departures.ended();
    departures.add(api);
    end.abort();
    await departures.ended();
    expect([departed, looks, doubts]).toEqual([[], 0, []]);
  });
});

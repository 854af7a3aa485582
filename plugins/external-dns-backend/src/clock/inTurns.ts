import { Steps } from '@openova/dns-engine';
import { Clock, systemClock, yieldToEventLoop } from './clock';

/** How long other plugins of the process may have to wait for us, in milliseconds. */
const longestTurn = 10;

/**
 * Runs a long computation to its end; the rest of the process gets its turn meanwhile.
 *
 * @internal
 */
export async function inTurns<T>(
  steps: Steps<T>,
  clock: Pick<Clock, 'monotonic'> = systemClock,
): Promise<T> {
  let turn = clock.monotonic();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (clock.monotonic() - turn > longestTurn) {
      await yieldToEventLoop();
      turn = clock.monotonic();
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is as wanted; the test's own time limit ends the wait. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await sleep(50);
  }
}

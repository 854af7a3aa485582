/** Long enough for a busy machine; nothing is said about how fast things are. */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * Asks again and again until there is an answer.
 *
 * @throws an error that says what was waited for.
 */
export async function waitFor<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string | (() => string),
): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > giveUpAt) {
      const waited = typeof what === 'string' ? what : what();
      throw new Error(`Waited in vain for ${waited}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

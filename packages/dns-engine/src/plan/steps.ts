/**
 * A long computation that pauses now and then, so that whoever runs it can let others
 * run. A pause comes at least every few hundred records; what is between two of them
 * takes well below 5 ms.
 *
 * @public
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs a computation to its end without a pause. @internal */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Whether a loop that counts its rounds should pause now. @internal */
export function isPause(round: number): boolean {
  return (round & 255) === 255;
}

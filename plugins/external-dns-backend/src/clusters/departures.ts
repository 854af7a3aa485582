import { ObjectChange } from './keptObjects';
import { Pace } from './pace';

/** @internal */
export interface DeparturesOptions {
  pace: Pace;
  /** Throws unless the kind is served in full. */
  look: (signal: AbortSignal) => Promise<void>;
  /** How many objects of the kind there are, those that are to leave included. */
  count: () => number;
  /** These objects were deleted. */
  onDeparted(changes: ObjectChange[]): void;
  /** The kind is not served in full, or nobody can say so: nothing was deleted. */
  onDoubt(error: unknown): void;
  signal: AbortSignal;
}

/*
 * Whoever deletes a CustomResourceDefinition deletes its objects: the API server
 * marks the definition as terminating, takes the verb `create` out of discovery, and
 * then deletes one object after the other, before the kind itself is gone. Each of
 * these deletions looks like one that somebody meant.
 *
 * So deletions are gathered for a moment, and count only if the kind is served in
 * full after that moment. The mark is set before the first deletion, but another
 * server behind the same address may learn of it later; where everything is gone at
 * once, it is asked a second time, a good while later.
 */

/**
 * The objects of one kind that were reported as deleted, until that counts.
 *
 * @internal
 */
export class Departures {
  private readonly pending = new Map<string, ObjectChange>();
  private round: AbortController | undefined;
  private done: Promise<void> = Promise.resolve();

  constructor(private readonly options: DeparturesOptions) {}

  add(change: ObjectChange): void {
    this.pending.set(keyOf(change), change);
    if (this.round) return;
    this.round = new AbortController();
    this.done = this.settle(this.round);
  }

  /** The object is there again. */
  cancel(change: ObjectChange): void {
    this.pending.delete(keyOf(change));
  }

  /** A list is on its way and will say it all. */
  clear(): void {
    this.pending.clear();
    this.round?.abort();
    this.round = undefined;
  }

  /** Resolves when nothing is asked any more; after the signal was aborted. */
  ended(): Promise<void> {
    return this.done;
  }

  private async settle(round: AbortController): Promise<void> {
    const { pending } = this;
    const { pace, look, count, onDoubt } = this.options;
    const signal = AbortSignal.any([this.options.signal, round.signal]);
    try {
      while (pending.size > 0) {
        await this.pause(pace.gathering, signal);
        const gathered = [...pending.values()];
        await look(signal);
        if (pending.size >= count()) {
          await this.pause(pace.secondLook, signal);
          await look(signal);
        }
        signal.throwIfAborted();
        this.believe(gathered);
      }
    } catch (error) {
      if (signal.aborted) return;
      pending.clear();
      onDoubt(error);
    } finally {
      if (this.round === round) this.round = undefined;
    }
  }

  private async pause(
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    await this.options.pace.sleep(milliseconds, signal);
    signal.throwIfAborted();
  }

  /** An object that came back in between, and left again, waits for its own look. */
  private believe(gathered: readonly ObjectChange[]): void {
    const departed = gathered.filter(
      change => this.pending.get(keyOf(change)) === change,
    );
    for (const change of departed) this.pending.delete(keyOf(change));
    if (departed.length > 0) this.options.onDeparted(departed);
  }
}

function keyOf({ namespace, name }: ObjectChange): string {
  return `${namespace}/${name}`;
}

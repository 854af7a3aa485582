import { setTimeout as pause } from 'node:timers/promises';
import { ProviderContext } from '@openova/backstage-plugin-external-dns-node';
import { Action } from './api';
import { HetznerClient } from './client';
import { actionFailure, ChangedMeanwhile } from './errors';

/** How many actions are asked for at once: as many as a page has where nothing is said. */
const actionsPerCall = 25;

/** Milliseconds before each look at running actions; half a minute in all. @internal */
export const usualPauses: readonly number[] = [
  200, 300, 500, 1000, 2000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000,
];

/**
 * The actions of one batch that are still running. Writes go out one after the other
 * and are waited for together, so that a batch costs one look at its actions, not one
 * for each.
 *
 * @internal
 */
export class RunningActions {
  /** The change that an action is a part of, by the action's id. */
  readonly #running = new Map<number, number>();
  /** What went wrong, by the index of the change. */
  readonly failures = new Map<number, Error>();

  constructor(
    private readonly client: HetznerClient,
    private readonly context: ProviderContext,
    private readonly pauses: readonly number[],
  ) {}

  add({ id, status, error }: Action, change: number): void {
    if (status === 'running') this.#running.set(id, change);
    if (status === 'error') this.failures.set(change, actionFailure(error));
  }

  /** Whether something of a change is under way. */
  isRunning(change: number): boolean {
    return [...this.#running.values()].includes(change);
  }

  /** Resolves when none is running any more, or they take too long. */
  async settle(): Promise<void> {
    for (const milliseconds of this.pauses) {
      if (this.#running.size === 0) return;
      await pause(milliseconds, undefined, { signal: this.context.signal });
      await this.#look();
    }
    for (const id of this.#running.keys()) {
      this.#end(
        id,
        new ChangedMeanwhile(`Hetzner is still at it (action ${id})`),
      );
    }
  }

  async #look(): Promise<void> {
    const ids = [...this.#running.keys()];
    for (let start = 0; start < ids.length; start += actionsPerCall) {
      const some = ids.slice(start, start + actionsPerCall);
      const found = await this.client.actions(some, this.context);
      const byId = new Map(found.map(action => [action.id, action]));
      for (const id of some) this.#note(id, byId.get(id));
    }
  }

  #note(id: number, action: Action | undefined): void {
    if (action?.status === 'running') return;
    if (!action) {
      const message = `Hetzner knows nothing of its action ${id} any more`;
      this.#end(id, new ChangedMeanwhile(message));
    } else {
      const failed = action.status === 'error';
      this.#end(id, failed ? actionFailure(action.error) : undefined);
    }
  }

  #end(id: number, failure: Error | undefined): void {
    const change = this.#running.get(id);
    this.#running.delete(id);
    if (failure && change !== undefined) this.failures.set(change, failure);
  }
}

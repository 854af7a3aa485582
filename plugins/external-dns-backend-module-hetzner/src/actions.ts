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
  /** By the action's id. */
  readonly #running = new Map<number, { name: string; change: number }>();
  /** What went wrong, by the index of the change. */
  readonly failures = new Map<number, Error>();

  constructor(
    private readonly client: HetznerClient,
    private readonly context: ProviderContext,
    private readonly pauses: readonly number[],
  ) {}

  add(action: Action, of: { name: string; change: number }): void {
    if (action.status === 'running') this.#running.set(action.id, of);
    if (action.status === 'error') {
      this.failures.set(of.change, actionFailure(action.error));
    }
  }

  isRunningAt(name: string): boolean {
    return [...this.#running.values()].some(each => each.name === name);
  }

  /** Resolves when none is running any more, or they take too long. */
  async settle(): Promise<void> {
    for (const milliseconds of this.pauses) {
      if (this.#running.size === 0) return;
      await pause(milliseconds, undefined, { signal: this.context.signal });
      await this.#look();
    }
    for (const [id, { change }] of this.#running) {
      this.#end(
        id,
        change,
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
    const change = this.#running.get(id)?.change;
    if (change === undefined || action?.status === 'running') return;
    if (!action) {
      const message = `Hetzner knows nothing of its action ${id} any more`;
      this.#end(id, change, new ChangedMeanwhile(message));
    } else {
      const failed = action.status === 'error';
      this.#end(id, change, failed ? actionFailure(action.error) : undefined);
    }
  }

  #end(id: number, change: number, failure: Error | undefined): void {
    this.#running.delete(id);
    if (failure) this.failures.set(change, failure);
  }
}

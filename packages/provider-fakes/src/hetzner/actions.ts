import { notFound, Refusal } from './messages';

/** What an action reports where it failed. */
export interface ActionFailure {
  code: string;
  message: string;
}

/** A write on its way. */
interface Action {
  id: number;
  command: string;
  zone: number;
  /** The record set that nobody else may write to meanwhile: `web/A`. */
  recordSet: string;
  status: 'running' | 'success' | 'error';
  /** How often it is still asked for before it is done. */
  pollsLeft: number;
  failure?: ActionFailure;
  effect: () => void;
}

const started = '2026-01-01T00:00:00Z';
const finished = '2026-01-01T00:00:01Z';

/**
 * The writes. The service takes one, and does it afterwards: it takes effect when its
 * action is done, and until then other writes to its record set are refused. An action is
 * done when it was asked for often enough, so no test waits for a clock.
 */
export class Actions {
  /** How often a new action is asked for before it is done; 0: its answer says so. */
  polls = 1;
  /** The next ones end so, without an effect. */
  failure: ActionFailure | undefined;
  /** The next ones are done at once, as nobody will get to know them. */
  unwatched = false;
  #lastId = 7000;
  readonly #actions = new Map<number, Action>();

  start(
    options: Pick<Action, 'command' | 'zone' | 'recordSet' | 'effect'>,
  ): object {
    this.#lastId += 1;
    const action: Action = {
      ...options,
      id: this.#lastId,
      status: 'running',
      pollsLeft: this.unwatched ? 0 : this.polls,
      failure: this.failure,
    };
    this.#actions.set(action.id, action);
    if (action.pollsLeft === 0) finish(action);
    return told(action);
  }

  isRunning(zone: number, recordSet: string): boolean {
    for (const action of this.#actions.values()) {
      const isSame = action.zone === zone && action.recordSet === recordSet;
      if (isSame && action.status === 'running') return true;
    }
    return false;
  }

  /** Those that are known, each a step further. */
  poll(ids: readonly number[]): object[] {
    const found = ids.flatMap(id => this.#actions.get(id) ?? []);
    for (const action of found) {
      if (action.status !== 'running') continue;
      action.pollsLeft -= 1;
      if (action.pollsLeft <= 0) finish(action);
    }
    return found.map(told);
  }

  pollOne(id: number): object {
    const [action] = this.poll([id]);
    if (!action) throw notFound('action');
    return action;
  }

  /** Nobody knows them any more. */
  forget(): void {
    this.#actions.clear();
  }
}

/** What may not be done any more, as something else was done meanwhile, has failed. */
function finish(action: Action): void {
  try {
    if (!action.failure) action.effect();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    action.failure = { code: error.code, message: error.message };
  }
  action.status = action.failure ? 'error' : 'success';
}

function told({ id, command, zone, status, failure }: Action): object {
  const isRunning = status === 'running';
  return {
    id,
    command,
    status,
    started,
    finished: isRunning ? null : finished,
    progress: isRunning ? 50 : 100,
    resources: [{ id: zone, type: 'zone' }],
    error: status === 'error' ? failure : null,
  };
}

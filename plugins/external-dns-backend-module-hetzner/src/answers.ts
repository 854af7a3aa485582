import { Action, Page, ServiceError } from './api';

/*
 * What answers say. An answer may come from something in front of the API, so its
 * shape is looked at: an empty page is one that says so, not one that cannot be read.
 */

/** The JSON of a body; undefined where it is none. @internal */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}

/** One page of the list under a key; undefined where there is none. @internal */
export function pageOf<Item>(
  answer: unknown,
  key: string,
): Page<Item> | undefined {
  const items = member(answer, key);
  if (!Array.isArray(items)) return undefined;
  const next = member(
    member(member(answer, 'meta'), 'pagination'),
    'next_page',
  );
  return { items, ...(typeof next === 'number' && { next }) };
}

/** The action that a write became. @internal */
export function actionOf(answer: unknown): Action | undefined {
  const action = member(answer, 'action');
  return isAction(action) ? action : undefined;
}

/** The actions that were asked for. @internal */
export function actionsOf(answer: unknown): Action[] | undefined {
  const actions = member(answer, 'actions');
  return Array.isArray(actions) ? actions.filter(isAction) : undefined;
}

function isAction(value: unknown): value is Action {
  return (
    typeof member(value, 'id') === 'number' &&
    typeof member(value, 'status') === 'string'
  );
}

/** What is said to be wrong; the status where nothing is said. @internal */
export function errorOf(answer: unknown, status: number): ServiceError {
  const error = member(answer, 'error');
  const code = member(error, 'code');
  const message = member(error, 'message');
  return {
    code: typeof code === 'string' ? code : `status ${status}`,
    message: typeof message === 'string' ? message : '',
  };
}

/**
 * A project has so many requests (`RateLimit-Limit`, 3,600 an hour where nothing else
 * was agreed upon), and gets them back one by one, not at the end of a window.
 * `RateLimit-Reset` says when all of them will be there again; what counts for the
 * next request is when one more is: after an hour divided by the limit.
 *
 * @internal
 */
export function rateOf(headers: Headers): {
  limit?: number;
  remaining?: number;
  resetSeconds?: number;
} {
  const limit = wholeNumber(headers.get('ratelimit-limit'));
  return {
    limit,
    remaining: wholeNumber(headers.get('ratelimit-remaining')),
    resetSeconds: limit ? 3600 / limit : undefined,
  };
}

/** Seconds until it may be tried again, where the service says so. @internal */
export function retryAfterOf(headers: Headers): number | undefined {
  return wholeNumber(headers.get('retry-after'));
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The name of the system's error: the rest may hold what was sent. @internal */
export function reasonOf(error: unknown): string {
  const code = member(member(error, 'cause'), 'code');
  return typeof code === 'string' ? ` (${code})` : '';
}

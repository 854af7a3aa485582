import {
  ProviderContext,
  ProviderError,
} from '@openova/backstage-plugin-external-dns-node';
import { Account } from '../accounts/account';
import { LeaseLostError } from '../lease/lease';
import { SyncContext } from './context';

/**
 * One call of a provider, with a limit to how long each of its requests may take.
 * Waiting for the account's turn does not count as taking long. A call that writes
 * confirms the lease again whenever it had to wait for its turn.
 *
 * @throws {@link ProviderError}, {@link LeaseLostError}
 * @internal
 */
export async function providerCall<T>(
  account: Account,
  context: SyncContext,
  options: { writes: boolean },
  call: (context: ProviderContext, touch: () => void) => Promise<T>,
): Promise<T> {
  const { clock, term, requestTimeout } = context;
  const giveUp = new AbortController();
  let timedOut = false;
  let lost: LeaseLostError | undefined;
  let stopTimer = () => {};
  const touch = () => {
    stopTimer();
    stopTimer = clock.after(requestTimeout, () => {
      timedOut = true;
      giveUp.abort();
    });
  };
  const signal = AbortSignal.any([term.signal, giveUp.signal]);
  const surroundings = account.context(context.priority, signal);
  const take: ProviderContext['budget']['take'] = async wanted => {
    stopTimer();
    const before = clock.monotonic();
    await surroundings.budget.take(wanted);
    if (options.writes && clock.monotonic() - before > 100) {
      await term.confirm(requestTimeout).catch((error: unknown) => {
        if (error instanceof LeaseLostError) lost = error;
        throw error;
      });
    }
    touch();
  };
  touch();
  try {
    const answer = await Promise.race([
      call(
        { ...surroundings, budget: { ...surroundings.budget, take } },
        touch,
      ),
      // A provider that does not listen to its signal must not hold anybody up.
      rejectedWith(signal),
    ]);
    account.succeeded();
    return answer;
  } catch (error) {
    if (lost) throw lost;
    if (term.signal.aborted) {
      throw new LeaseLostError('This replica is the writer no more.');
    }
    const failure = asProviderError(error, timedOut, requestTimeout, context);
    account.failed(failure);
    throw failure;
  } finally {
    stopTimer();
  }
}

function rejectedWith(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

function asProviderError(
  error: unknown,
  timedOut: boolean,
  requestTimeout: number,
  { logger }: SyncContext,
): ProviderError {
  if (timedOut) {
    return new ProviderError(
      'Unavailable',
      `The DNS service did not answer within ${requestTimeout / 1000} seconds.`,
      { cause: error },
    );
  }
  if (error instanceof ProviderError) return error;
  // By its name: the module may bring its own copy of the class.
  if (error instanceof Error && error.name === 'ProviderError') {
    const { kind, retryAfterSeconds } = error as ProviderError;
    return new ProviderError(kind, error.message, { retryAfterSeconds });
  }
  logger.error('a provider failed in a way that it should not', {
    reason: `${error}`,
  });
  return new ProviderError(
    'Unavailable',
    'The provider failed unexpectedly; the log of the backend says more.',
    { cause: error },
  );
}

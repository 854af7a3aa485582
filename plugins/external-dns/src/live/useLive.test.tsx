import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { ReactNode } from 'react';
import { TestSignals } from '../__testUtils__/renderWithDns';
import { useLive } from './useLive';

/** Answers that the test gives one by one. */
function deferredLoads() {
  const pending: {
    signal: AbortSignal;
    resolve: (value: string) => void;
    reject: (error: Error) => void;
  }[] = [];
  const load = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) =>
      pending.push({ signal, resolve, reject }),
    );
  return { pending, load };
}

function render(
  load: (signal: AbortSignal) => Promise<string>,
  signals?: TestSignals,
  options?: { restMilliseconds: number },
) {
  return renderHook(props => useLive(props.load, options), {
    initialProps: { load },
    wrapper: ({ children }: { children: ReactNode }) =>
      signals ? (
        <TestApiProvider apis={[[signalApiRef, signals.api]]}>
          {children}
        </TestApiProvider>
      ) : (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
  });
}

describe('useLive', () => {
  afterEach(() => jest.useRealTimers());

  it('keeps a value when a later load fails, and drops the error once one succeeds', async () => {
    const { pending, load } = deferredLoads();
    const { result } = render(load);
    expect(result.current.loading).toBe(true);
    act(() => pending[0].resolve('first'));
    await waitFor(() => expect(result.current.value).toBe('first'));
    expect(result.current.loading).toBe(false);

    act(() => result.current.reload());
    act(() => pending[1].reject(new Error('away')));
    await waitFor(() => expect(result.current.error?.message).toBe('away'));
    expect(result.current.value).toBe('first');

    act(() => result.current.reload());
    act(() => pending[2].resolve('second'));
    await waitFor(() => expect(result.current.value).toBe('second'));
    expect(result.current.error).toBeUndefined();
  });

  it('asks once more after a burst of signals, not once for each', async () => {
    const signals = new TestSignals();
    const { pending, load } = deferredLoads();
    const { result } = render(load, signals);
    signals.send({ kind: 'sync', syncId: '1' });
    signals.send({ kind: 'sync', syncId: '2' });
    signals.send({ kind: 'sync', syncId: '3' });
    expect(pending).toHaveLength(1);
    act(() => pending[0].resolve('old'));
    await waitFor(() => expect(pending).toHaveLength(2));
    act(() => pending[1].resolve('new'));
    await waitFor(() => expect(result.current.value).toBe('new'));
    expect(pending).toHaveLength(2);
  });

  it('gives up what it asked for when the question changes', async () => {
    const one = deferredLoads();
    const other = deferredLoads();
    const { result, rerender } = render(one.load);
    rerender({ load: other.load });
    expect(one.pending[0].signal.aborted).toBe(true);
    act(() => one.pending[0].resolve('late'));
    act(() => other.pending[0].resolve('current'));
    await waitFor(() => expect(result.current.value).toBe('current'));
  });

  it('polls where there are no signals', async () => {
    jest.useFakeTimers();
    const load = jest.fn(async () => 'value');
    render(load);
    await act(() => jest.advanceTimersByTimeAsync(10_000));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('polls rarely where there are', async () => {
    jest.useFakeTimers();
    const load = jest.fn(async () => 'value');
    render(load, new TestSignals());
    await act(() => jest.advanceTimersByTimeAsync(14_000));
    expect(load).toHaveBeenCalledTimes(1);
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('lets what takes long rest, but not a viewer who asks for it', async () => {
    jest.useFakeTimers();
    const signals = new TestSignals();
    const load = jest.fn(async () => 'value');
    const { result } = render(load, signals, { restMilliseconds: 30_000 });
    await act(() => jest.advanceTimersByTimeAsync(20_000));
    signals.send({ kind: 'sync', syncId: '1' });
    expect(load).toHaveBeenCalledTimes(1);
    await act(() => jest.advanceTimersByTimeAsync(10_000));
    expect(load).toHaveBeenCalledTimes(2);
    await act(async () => result.current.reload());
    expect(load).toHaveBeenCalledTimes(3);
  });
});

import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createLabQueryClient, labQueryClientApiRef } from '../api/queryClient';
import { liveStateOf } from './liveState';
import { useLiveQuery } from './useLiveQuery';

interface Answer {
  revision: string;
}

/** Signals without a server: `send` reaches who listens to the channel. */
class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(message: never) => void>();

  subscribe(_channel: string, onMessage: (message: never) => void) {
    this.#listeners.add(onMessage);
    return { unsubscribe: () => this.#listeners.delete(onMessage) };
  }

  send(message: Answer) {
    for (const listener of this.#listeners) {
      listener(message as never);
    }
  }

  get listeners() {
    return this.#listeners.size;
  }
}

function setup(queryFn: () => Promise<Answer>) {
  const signals = new FakeSignals();
  const client = createLabQueryClient();
  const wrapper = (props: { children: ReactNode }) => (
    <TestApiProvider
      apis={[
        [signalApiRef, signals],
        [labQueryClientApiRef, client],
      ]}
    >
      {props.children}
    </TestApiProvider>
  );
  const hook = renderHook(
    () => useLiveQuery({ queryKey: ['test'], queryFn, channel: 'test' }),
    { wrapper },
  );
  return { signals, ...hook };
}

const failure = (statusCode: number) =>
  Object.assign(new Error('refused'), { statusCode });

describe('useLiveQuery', () => {
  it('is loading, then live with the time of the answer', async () => {
    const { result } = setup(async () => ({ revision: '1' }));
    expect(result.current.state).toBe('loading');
    await waitFor(() => expect(result.current.state).toBe('live'));
    expect(result.current.asOfMs).toBeGreaterThan(0);
  });

  it('asks again when a signal names another revision', async () => {
    let revision = 1;
    const ask = jest.fn(async () => ({ revision: String(revision) }));
    const { result, signals } = setup(ask);
    await waitFor(() => expect(result.current.state).toBe('live'));
    revision = 2;
    act(() => signals.send({ revision: '2' }));
    await waitFor(() => expect(result.current.data?.revision).toBe('2'));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('finds out soon what changed while its connection for signals was being made', async () => {
    let revision = 1;
    const { result } = setup(async () => ({ revision: String(revision) }));
    await waitFor(() => expect(result.current.state).toBe('live'));
    // Nobody hears the signal of this change.
    revision = 2;
    await waitFor(() => expect(result.current.data?.revision).toBe('2'), {
      timeout: 10_000,
    });
  });

  it('asks nothing when the signal names the revision it has', async () => {
    const ask = jest.fn(async () => ({ revision: '1' }));
    const { result, signals } = setup(ask);
    await waitFor(() => expect(result.current.state).toBe('live'));
    act(() => signals.send({ revision: '1' }));
    expect(result.current.isFetching).toBe(false);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('keeps the last answer when the next request fails, and marks it', async () => {
    const server: { error?: Error } = {};
    const { result, signals } = setup(async () => {
      if (server.error) {
        throw server.error;
      }
      return { revision: '1' };
    });
    await waitFor(() => expect(result.current.state).toBe('live'));
    server.error = new TypeError('Failed to fetch');
    act(() => signals.send({ revision: '2' }));
    await waitFor(() => expect(result.current.state).toBe('stale'));
    expect(result.current.data).toEqual({ revision: '1' });
  });

  it('takes the facts off the screen when they may no longer be seen', async () => {
    const server: { error?: Error } = {};
    const { result, signals } = setup(async () => {
      if (server.error) {
        throw server.error;
      }
      return { revision: '1' };
    });
    await waitFor(() => expect(result.current.state).toBe('live'));
    server.error = failure(403);
    act(() => signals.send({ revision: '2' }));
    await waitFor(() => expect(result.current.state).toBe('denied'));
    expect(result.current.data).toBeUndefined();
  });

  it('stops listening when the page is left', async () => {
    const { signals, unmount } = setup(async () => ({ revision: '1' }));
    expect(signals.listeners).toBe(1);
    unmount();
    expect(signals.listeners).toBe(0);
  });
});

describe('liveStateOf', () => {
  it.each([
    ['nothing yet', undefined, false, 'loading'],
    ['an answer', undefined, true, 'live'],
    ['no answer ever', new Error('x'), false, 'failed'],
    ['no answer now', new Error('x'), true, 'stale'],
    ['401', failure(401), false, 'denied'],
    ['403 after an answer', failure(403), true, 'denied'],
    ['404', failure(404), false, 'missing'],
    ['404 after an answer', failure(404), true, 'missing'],
  ] as const)('%s is %s', (_, error, hasData, state) => {
    expect(liveStateOf({ error, hasData })).toBe(state);
  });
});

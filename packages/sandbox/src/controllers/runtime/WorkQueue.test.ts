import { VirtualClock } from '../__testUtils__/VirtualClock';
import { WorkQueue } from './WorkQueue';

const turn = () => new Promise(resolve => setImmediate(resolve));

async function settle(queue: WorkQueue): Promise<void> {
  do await turn();
  while (!queue.isIdle);
}

describe('WorkQueue', () => {
  const clock = new VirtualClock();
  const done: string[] = [];
  const failures: string[] = [];

  const queueWith = (work: (key: string) => Promise<number | undefined>) =>
    new WorkQueue({ clock, work, onFailure: key => failures.push(key) });

  beforeEach(() => {
    done.length = 0;
    failures.length = 0;
  });

  it('works once on a key that is added many times while it waits', async () => {
    const queue = queueWith(async key => {
      done.push(key);
      return undefined;
    });
    for (const key of ['a', 'b', 'a', 'a']) queue.add(key);
    await settle(queue);
    expect(done).toEqual(['a', 'b']);
  });

  it('works once more on a key that is added while it is worked on, and never twice at a time', async () => {
    let running = 0;
    let most = 0;
    const queue: WorkQueue = queueWith(async key => {
      running += 1;
      most = Math.max(most, running);
      if (done.length === 0) queue.add(key);
      done.push(key);
      await turn();
      running -= 1;
      return undefined;
    });
    queue.add('a');
    await settle(queue);
    expect(done).toEqual(['a', 'a']);
    expect(most).toBe(1);
  });

  it('comes back when it was asked to', async () => {
    const queue = queueWith(async key => {
      done.push(`${key}@${clock.now()}`);
      return done.length < 3 ? 5_000 : undefined;
    });
    const start = clock.now();
    queue.add('a');
    await settle(queue);
    while (clock.step(start + 60_000)) await settle(queue);
    expect(done).toEqual([
      `a@${start}`,
      `a@${start + 5_000}`,
      `a@${start + 10_000}`,
    ]);
  });

  it('tries a failed key again, ever later', async () => {
    const at: number[] = [];
    const queue = queueWith(async () => {
      at.push(clock.now());
      throw new Error('no');
    });
    const start = clock.now();
    queue.add('a');
    await settle(queue);
    while (clock.step(start + 16_000)) await settle(queue);
    queue.stop();
    expect(at.map(time => time - start)).toEqual([
      0, 1_000, 3_000, 7_000, 15_000,
    ]);
    expect(failures).toHaveLength(5);
  });

  it('does nothing after it is stopped', async () => {
    const queue = queueWith(async key => {
      done.push(key);
      return 1_000;
    });
    queue.add('a');
    queue.stop();
    await settle(queue);
    queue.add('b');
    await settle(queue);
    expect(done).toEqual([]);
  });
});

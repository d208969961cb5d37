import { Paced } from './Paced';

describe('Paced', () => {
  let now: number;
  let pending: { resolve(value: number): void; reject(error: Error): void }[];
  let paced: Paced<number>;

  beforeEach(() => {
    now = 0;
    pending = [];
    paced = new Paced<number>(
      () =>
        new Promise((resolve, reject) => {
          pending.push({ resolve, reject });
        }),
      { now: () => now, gapMs: 5_000 },
    );
  });

  it('reads once for all who ask meanwhile', async () => {
    const both = Promise.all([paced.get(), paced.get()]);
    now = 60_000;
    const third = paced.get();
    pending[0].resolve(1);
    await expect(both).resolves.toEqual([1, 1]);
    await expect(third).resolves.toBe(1);
    expect(pending).toHaveLength(1);
  });

  it('keeps what was read for the gap, and then reads again', async () => {
    const first = paced.get();
    pending[0].resolve(1);
    await first;
    now = 4_999;
    await expect(paced.get()).resolves.toBe(1);
    now = 5_000;
    const second = paced.get();
    pending[1].resolve(2);
    await expect(second).resolves.toBe(2);
  });

  it('reads again at once after a failure', async () => {
    const first = paced.get();
    pending[0].reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    const second = paced.get();
    pending[1].resolve(2);
    await expect(second).resolves.toBe(2);
  });

  it('reads again at once when what was read counts no more, also during a reading', async () => {
    const first = paced.get();
    paced.forget();
    const second = paced.get();
    pending[0].resolve(1);
    pending[1].resolve(2);
    await expect(first).resolves.toBe(1);
    await expect(second).resolves.toBe(2);
    await expect(paced.get()).resolves.toBe(2);
    expect(pending).toHaveLength(2);
  });
});

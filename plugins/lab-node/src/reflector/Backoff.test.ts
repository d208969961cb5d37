import { Backoff } from './Backoff';

const waits = (random: number) => {
  const backoff = new Backoff({
    firstBackoffMs: 500,
    maxBackoffMs: 8_000,
    random: () => random,
  });
  return {
    backoff,
    next: (count: number) =>
      Array.from({ length: count }, () => backoff.nextMs()),
  };
};

describe('Backoff', () => {
  it('doubles up to its maximum', () => {
    expect(waits(0).next(7)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('is spread by up to its own length', () => {
    expect(waits(0.5).next(2)).toEqual([750, 1500]);
  });

  it('is exhausted once its longest wait was given out', () => {
    const { backoff, next } = waits(0);
    expect(backoff.isExhausted).toBe(false);
    next(4);
    expect(backoff.isExhausted).toBe(false);
    next(1);
    expect(backoff.isExhausted).toBe(true);
    backoff.reset();
    expect(backoff.isExhausted).toBe(false);
  });

  it('begins anew after a success', () => {
    const { backoff, next } = waits(0);
    next(100);
    backoff.reset();
    expect(next(1)).toEqual([500]);
  });
});

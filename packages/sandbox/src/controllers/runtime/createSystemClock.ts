import { Clock } from './Clock';

/** Node fires timers beyond this at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's clock, `factor` times as fast from now on; default 1.
 * @public
 */
export function createSystemClock(options: { factor?: number } = {}): Clock {
  const { factor = 1 } = options;
  const startedAt = Date.now();
  return {
    now: () => Math.round(startedAt + (Date.now() - startedAt) * factor),
    after: (milliseconds, run) => {
      const delay = Math.min(
        Math.max(milliseconds / factor, 0),
        LONGEST_TIMER_MS,
      );
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
  };
}

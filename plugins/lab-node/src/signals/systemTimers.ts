import type { Timers } from './Timers';

/**
 * The machine's clock. Waiting timers do not keep the process alive.
 *
 * @public
 */
export const systemTimers: Timers = Object.freeze({
  now: () => Date.now(),
  after(delayMs: number, call: () => void) {
    const timer = setTimeout(call, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
});

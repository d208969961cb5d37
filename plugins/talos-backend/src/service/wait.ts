import type { Timers } from '@homestage/backstage-plugin-lab-node';

/** Resolves after the delay, or at once when the signal aborts. */
export function wait(
  delayMs: number,
  options: { timers: Timers; signal: AbortSignal },
): Promise<void> {
  const { timers, signal } = options;
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const undo = timers.after(delayMs, () => {
      signal.removeEventListener('abort', end);
      resolve();
    });
    function end() {
      undo();
      resolve();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}

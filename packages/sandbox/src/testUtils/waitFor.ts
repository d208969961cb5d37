/** For a machine that has much else to do; what comes, comes sooner. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 10;

/** How {@link waitFor} waits. */
export interface WaitOptions<T> {
  /** Whether this is the answer waited for; unset: any answer is. */
  until?: (answer: T) => unknown;
  timeoutMs?: number;
  pauseMs?: number;
  /** The last answer in the words of the failure; default: JSON. */
  show?: (answer: T) => string;
}

/**
 * Asks again and again until the answer is as wanted, and gives it. What `ask`
 * throws counts as not yet. After the deadline it throws the last error, or says
 * the last answer.
 */
export async function waitFor<T>(
  ask: () => T | Promise<T>,
  options: WaitOptions<T> = {},
): Promise<T> {
  const { until = () => true, timeoutMs = PATIENCE_MS } = options;
  const { pauseMs = PAUSE_MS, show = JSON.stringify } = options;
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    try {
      const answer = await ask();
      if (until(answer)) {
        return answer;
      }
      throw new Error(`Still not as wanted: ${show(answer)}`);
    } catch (error) {
      if (Date.now() > deadlineMs) {
        throw error;
      }
    }
    await new Promise(resolve => {
      setTimeout(resolve, pauseMs);
    });
  }
}

/** How often a condition is asked for. */
const POLL_MS = 50;

/** What to wait for, and for how long. */
export interface WaitOptions {
  /** After this the wait fails; 60 s when unset. */
  timeoutMs?: number;
  /** Ends the wait early: rejects when something makes the condition impossible. */
  unless?: Promise<never>;
}

/**
 * Asks again and again until the answer is there (anything but undefined or false).
 *
 * @throws when it does not come in time, naming `what` and the last error
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  options: WaitOptions = {},
): Promise<T> {
  const { timeoutMs = 60_000, unless } = options;
  const end = performance.now() + timeoutMs;
  let lastError: unknown;
  const asking = async () => {
    while (performance.now() < end) {
      try {
        const answer = await ask();
        if (answer !== undefined && answer !== false) {
          return answer;
        }
        lastError = undefined;
      } catch (error) {
        // Not there yet is an answer too; the last one is told when time is over.
        lastError = error;
      }
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`, {
      cause: lastError,
    });
  };
  return Promise.race([asking(), ...(unless ? [unless] : [])]);
}

/** How often a condition is asked for, in milliseconds. */
const POLL_MS = 250;

/**
 * Waits until `condition` gives something true, and gives that; undefined when
 * it did not within `timeoutMs` or `signal` was aborted.
 */
export async function waitUntil(condition, { timeoutMs, signal }) {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline && !signal?.aborted) {
    const result = await condition();
    if (result) {
      return result;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  return undefined;
}

/** The text at an address, or undefined when it does not answer with success. */
export async function textAt(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    // Nobody listens yet: that is the answer.
    return undefined;
  }
}

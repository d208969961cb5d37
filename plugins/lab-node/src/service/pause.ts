import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after that time, or earlier when the signal aborts; never rejects. */
export async function pause(
  durationMs: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await sleep(durationMs, undefined, { signal });
  } catch {
    // Aborted, which is an end like the other: the caller looks at the signal.
  }
}

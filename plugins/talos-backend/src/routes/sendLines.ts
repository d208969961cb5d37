import { once } from 'node:events';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import type { Response } from 'express';

/** Less than what proxies wait for on a silent connection, which is a minute. */
const SIGN_OF_LIFE_MS = 20_000;

/**
 * Sends rows as they come, one JSON a line. Once the answer has begun its status can
 * not tell of a failure any more, so that is the last line. An empty line only says
 * that the answer goes on.
 */
export async function sendLines(
  rows: AsyncIterable<object>,
  exchange: { res: Response; timers: Timers; signal: AbortSignal },
): Promise<void> {
  const { res, timers, signal } = exchange;
  res.status(200);
  res.set('Content-Type', 'application/x-ndjson; charset=utf-8');
  // A compressed stream would be held back until it is worth a block.
  res.set('Cache-Control', 'no-store, no-transform');
  res.set('X-Accel-Buffering', 'no');
  res.flushHeaders();
  let undo = () => {};
  const showLife = () => {
    undo = timers.after(SIGN_OF_LIFE_MS, () => {
      res.write('\n');
      showLife();
    });
  };
  showLife();
  try {
    for await (const row of rows) {
      if (!res.write(`${JSON.stringify(row)}\n`) && !signal.aborted) {
        // Nobody reads as fast as a service can write: wait for the reader.
        await once(res, 'drain', { signal });
      }
    }
  } catch (error) {
    if (!signal.aborted) {
      const { name, message } = error as Error;
      res.write(`${JSON.stringify({ error: { name, message } })}\n`);
    }
  } finally {
    undo();
    res.end();
  }
}

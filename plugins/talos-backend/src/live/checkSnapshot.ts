import { createHash } from 'node:crypto';
import { fieldsOf } from '@homestage/backstage-plugin-lab-common';

/** etcd ends a snapshot with the SHA-256 of what comes before. */
const HASH_BYTES = 32;
/** Pages of the database; with the hash behind them nothing else fits. */
const PAGE_BYTES = 512;

/**
 * Passes a snapshot on as it comes, and throws at its end when it is cut or changed:
 * only a reader who came to the end has a snapshot.
 */
export async function* checkSnapshot(
  messages: AsyncIterable<unknown>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  let total = 0;
  for await (const message of messages) {
    const { bytes } = fieldsOf(message);
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) {
      continue;
    }
    total += bytes.length;
    // What may be the hash is not hashed yet.
    held = Buffer.concat([held, bytes]);
    const body = held.subarray(0, Math.max(0, held.length - HASH_BYTES));
    hash.update(body);
    held = held.subarray(body.length);
    yield Buffer.from(bytes);
  }
  const isWhole =
    total > HASH_BYTES &&
    total % PAGE_BYTES === HASH_BYTES &&
    hash.digest().equals(held);
  if (!isWhole) {
    throw new Error(
      `The snapshot is cut or changed: its hash is not that of its ${total} bytes. Take another one.`,
    );
  }
}

import { promisify } from 'util';
import { gzip } from 'zlib';
import type { Answer } from './Answer';

const gzipBytes = promisify(gzip);

/** Answers kept at most, the one unused longest goes first: lists people have open. */
const MAX_KEPT = 16;

/** Smaller ones gain nothing by being packed. */
const MIN_PACKED_BYTES = 1024;

/**
 * An answer as it is sent.
 *
 * @public
 */
export interface WrittenAnswer {
  readonly plain: Buffer;
  /** Packed when first asked for, then kept; undefined where it would gain nothing. */
  gzipped(): Promise<Buffer | undefined>;
}

/**
 * Writes each shared answer once per revision, however many ask for it: after a
 * change every open page asks at the same moment.
 *
 * @remarks
 *
 * The key is the address that was asked. That is enough as long as everybody who
 * may read an address gets the same; permissions with conditions would have to
 * become a part of it. An older revision goes when a newer one is written.
 *
 * @public
 */
export class WrittenAnswers {
  readonly #kept = new Map<
    string,
    { revision: string; written: WrittenAnswer }
  >();

  write(address: string, answer: Answer<unknown>): WrittenAnswer {
    const known = this.#kept.get(address);
    const entry =
      known?.revision === answer.revision
        ? known
        : { revision: answer.revision, written: write(answer) };
    this.#kept.delete(address);
    this.#kept.set(address, entry);
    if (this.#kept.size > MAX_KEPT) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
    return entry.written;
  }
}

function write(answer: Answer<unknown>): WrittenAnswer {
  const plain = Buffer.from(JSON.stringify(answer.body()));
  let packed: Promise<Buffer> | undefined;
  return {
    plain,
    async gzipped() {
      if (plain.length < MIN_PACKED_BYTES) {
        return undefined;
      }
      packed ??= gzipBytes(plain);
      return packed;
    },
  };
}

import { StringDecoder } from 'node:string_decoder';
import { KubeApiError } from './KubeApiError';

/**
 * Longest line accepted, in characters. etcd refuses objects above 1.5 MiB and
 * the API server requests above 3 MiB; what is larger is no watch event.
 */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** Cuts a stream of bytes into lines, wherever the chunks happen to end. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  /** Pieces of the line that is not complete, joined once it is. */
  #pieces: string[] = [];
  #length = 0;

  /** The lines that this chunk completes, without their line feeds; empty lines are left out. */
  push(chunk: Buffer): string[] {
    const [first, ...others] = this.#decoder.write(chunk).split('\n');
    this.#keep(first);
    const last = others.pop();
    if (last === undefined) {
      return [];
    }
    const lines = [this.#pieces.join(''), ...others];
    this.#pieces = [];
    this.#length = 0;
    this.#keep(last);
    return lines.filter(line => line.trim() !== '');
  }

  #keep(piece: string): void {
    this.#length += piece.length;
    if (this.#length > MAX_LINE_LENGTH) {
      throw new KubeApiError('The API sent a line without end', {
        code: 'unreadable',
      });
    }
    this.#pieces.push(piece);
  }
}

import { ServerResponse } from 'node:http';
import { AnswerStream } from './ApiRequest';
import { FaultMatch, FaultSubject } from './Faults';

/** A client this far behind is cut off, as the real server ends a watch that lags. */
const MAX_UNREAD_BYTES = 32 * 1024 * 1024;

interface StreamOptions {
  token: string;
  subject: FaultSubject;
  /** Breaks the connection after so many bytes. */
  cutAfterBytes?: number;
  /** Starts the stream; what it returns is called once, when the stream is over. */
  start: (to: AnswerStream) => () => void;
}

/** One stream on one response, until either side ends it. */
class OpenStream implements AnswerStream {
  readonly token: string;
  readonly subject: FaultSubject;
  readonly #response: ServerResponse;
  readonly #onOver: () => void;
  #undo: () => void = () => {};
  #isOver = false;
  #bytesLeft: number;

  constructor(
    response: ServerResponse,
    options: StreamOptions & { onOver: () => void },
  ) {
    this.token = options.token;
    this.subject = options.subject;
    this.#response = response;
    this.#onOver = options.onOver;
    this.#bytesLeft = options.cutAfterBytes ?? Infinity;
  }

  start(start: StreamOptions['start']): void {
    this.#response.on('close', () => this.#finish());
    this.#undo = start(this);
    if (this.#isOver) {
      this.#undo();
    }
  }

  write(text: string): boolean {
    if (this.#isOver) {
      return false;
    }
    const chunk = Buffer.from(text);
    if (chunk.length > this.#bytesLeft) {
      this.#finish();
      this.#response.write(chunk.subarray(0, this.#bytesLeft), () =>
        this.#response.destroy(),
      );
      return false;
    }
    this.#bytesLeft -= chunk.length;
    this.#response.write(chunk);
    if (this.#response.writableLength > MAX_UNREAD_BYTES) {
      this.#finish();
      this.#response.destroy();
    }
    return !this.#isOver;
  }

  end(): void {
    if (!this.#isOver) {
      this.#finish();
      this.#response.end();
    }
  }

  #finish(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#onOver();
      this.#undo();
    }
  }
}

/** Watches and followed logs that are open, so that they can be ended from here. */
export class OpenStreams {
  readonly #open = new Set<OpenStream>();

  run(response: ServerResponse, options: StreamOptions): void {
    const stream: OpenStream = new OpenStream(response, {
      ...options,
      onOver: () => this.#open.delete(stream),
    });
    this.#open.add(stream);
    stream.start(options.start);
  }

  /** Ends what matches, in an orderly way. */
  end(match: FaultMatch = {}): void {
    for (const stream of [...this.#open]) {
      const { subject } = stream;
      const fits = (Object.keys(match) as Array<keyof FaultMatch>).every(
        field => match[field] === undefined || match[field] === subject[field],
      );
      if (fits) {
        stream.end();
      }
    }
  }

  /** Ends what was opened with a token. */
  endOf(token: string): void {
    for (const stream of [...this.#open]) {
      if (stream.token === token) {
        stream.end();
      }
    }
  }
}

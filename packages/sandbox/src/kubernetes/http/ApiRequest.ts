import { IncomingHttpHeaders } from 'node:http';
import { ApiUser } from '../auth/TokenRegistry';
import { RequestTarget } from './requestTarget';

/** One request, authenticated and with its body read. */
export interface ApiRequest {
  method: string;
  target: RequestTarget;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  user: ApiUser;
  token: string;
  body: Buffer;
}

/** Where a streamed answer goes. `write` answers false after the connection went. */
export interface AnswerStream {
  write(text: string): boolean;
  end(): void;
}

/** Sentences that clients show to people, each as a `Warning` header. */
type Warnings = readonly string[];

/**
 * What a handler answers: a body to be written as JSON, text that is JSON or
 * something else already (in parts where it is long), or a stream that lasts until
 * its undo is called.
 */
export type ApiAnswer =
  | { code?: number; body: unknown; contentType?: string; warnings?: Warnings }
  | {
      code?: number;
      text: string | readonly string[];
      contentType: string;
      warnings?: Warnings;
    }
  | {
      contentType: string;
      /** Starts the stream; what it returns is called when the client went. */
      stream: (to: AnswerStream) => () => void;
    };

import type { ForgeUser } from './Tokens';

/** A request as handlers see it. */
export interface ForgeRequest {
  method: string;
  /** Undecoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: NodeJS.Dict<string | string[]>;
  /** Unset for an anonymous request. */
  user?: ForgeUser;
  /** Decoded parts of the path that the route names. */
  params: Record<string, string>;
  /** The whole body; throws an HttpError 413 beyond the limit. */
  body(): Promise<Buffer>;
}

/** What a handler answers; an object as body becomes JSON. */
export interface ForgeReply {
  status: number;
  headers?: Record<string, string | readonly string[]>;
  body?: string | Buffer | object;
}

/** Answers one request. */
export type ForgeHandler = (request: ForgeRequest) => Promise<ForgeReply>;

/** An answer that is an error, thrown from wherever it is noticed. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
  }
}

/** A JSON answer. */
export function json(
  status: number,
  body: object,
  headers?: ForgeReply['headers'],
): ForgeReply {
  return { status, body, headers };
}

/** What Gitea says when there is no such thing. */
export function notFound(): HttpError {
  return new HttpError(404, "The target couldn't be found.");
}

/** A request to read from one cluster. */
export interface KubeRequest {
  /** With its query, from `/api` or `/apis` on. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Media type asked for; JSON when unset. */
  readonly accept?: string;
}

/**
 * The reading half of one cluster's API. All failures are KubeApiErrors, except
 * that an aborted request rejects with the signal's reason.
 */
export interface KubeApi {
  /** The whole answer, parsed. */
  getJson(request: KubeRequest): Promise<unknown>;

  /**
   * The lines of an answer as they come. Resolves when the API has accepted the
   * request. The lines end when the API ends the answer; a last line without its
   * line feed is not handed out, because it was cut.
   */
  getLines(request: KubeRequest): Promise<AsyncIterable<string>>;

  /** Makes the next request read credentials and certificates again. */
  reloadCredentials(): void;

  /** Closes what is open. */
  close(): void;
}

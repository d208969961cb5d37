/**
 * Every wait and bound of the cluster store, in one place. All in milliseconds
 * but `pageSize`.
 *
 * @public
 */
export interface ClusterStoreTimings {
  /** For a whole answer, and for the first byte of a watch. */
  readonly requestTimeoutMs: number;
  /**
   * For silence within a watch, after which it is opened anew, which also proves
   * that the API is still there. The API server sends a bookmark about once a
   * minute, so this is two of them missed.
   */
  readonly silenceTimeoutMs: number;
  /** Objects in one page of a list, as kubectl has it. */
  readonly pageSize: number;
  /**
   * First wait after a failure, doubled by each further one up to the maximum and
   * then spread by up to its own length: 0.5 to 1, 1 to 2, 2 to 4, 4 to 8, then 8
   * to 16 s. Twenty kinds of a dead cluster thus cost it less than 2 requests a
   * second, and none after the first that succeeds has to wait longer.
   */
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** Spread of the lists that follow an expired version, so that not all kinds list at once. */
  readonly relistJitterMs: number;
  /**
   * Between two attempts to read what the credential may not read, once the waits
   * after a failure are exhausted.
   */
  readonly forbiddenRetryMs: number;
  /** Between two lists of a kind that may be listed and not watched. */
  readonly pollIntervalMs: number;
  /** After this a watch is tried again on a kind that is polled. */
  readonly watchRetryMs: number;
  /** Longest life of one watch, which the API server ends; spread by up to its own length. */
  readonly watchLifeMs: number;
  /** Between two discoveries when nothing calls for one. */
  readonly discoveryIntervalMs: number;
  /** The same while a kind that is asked for is absent and definitions may not be watched. */
  readonly absentIntervalMs: number;
  /**
   * When discovery is asked after a definition changed: at once, and again
   * because an API server serves a new kind up to some seconds after it says
   * that it is established.
   */
  readonly definitionDelaysMs: readonly number[];
  /** A kind that nobody asked for in this time is no longer read. */
  readonly idleReleaseMs: number;
}

/** What holds unless a test says otherwise. */
export const DEFAULT_TIMINGS: ClusterStoreTimings = Object.freeze({
  requestTimeoutMs: 20_000,
  silenceTimeoutMs: 150_000,
  pageSize: 500,
  firstBackoffMs: 500,
  maxBackoffMs: 8_000,
  relistJitterMs: 1_000,
  forbiddenRetryMs: 60_000,
  pollIntervalMs: 30_000,
  watchRetryMs: 600_000,
  watchLifeMs: 300_000,
  discoveryIntervalMs: 600_000,
  absentIntervalMs: 30_000,
  definitionDelaysMs: [200, 2_000, 8_000],
  idleReleaseMs: 900_000,
});

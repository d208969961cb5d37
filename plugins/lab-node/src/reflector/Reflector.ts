import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type { KindRef } from '@homestage/backstage-plugin-lab-common';
import type { KubeApi } from '../api/KubeApi';
import { connectionError } from '../api/connectionError';
import { KubeApiError } from '../api/KubeApiError';
import type { KubeApiErrorCode } from '../api/KubeApiError';
import type { Clock } from '../service/Clock';
import { pause } from '../service/pause';
import type { ClusterStoreTimings } from '../service/timings';
import { until } from '../service/until';
import type { Waker } from '../service/Waker';
import { Backoff } from './Backoff';
import { describeFailure } from './describeFailure';
import type { KindResolver, ResolvedKind } from './KindResolver';
import { listPages } from './listPages';
import { collectionPath, withQuery } from './paths';
import { readWatchEvent } from './readWatchEvent';
import type { WatchEvent } from './readWatchEvent';
import type { ReflectorSink } from './ReflectorSink';

/** What a {@link Reflector} works with. */
export interface ReflectorOptions {
  readonly cluster: string;
  readonly kind: KindRef;
  readonly api: KubeApi;
  readonly resolver: KindResolver;
  readonly sink: ReflectorSink;
  readonly waker: Waker;
  readonly clock: Clock;
  readonly timings: ClusterStoreTimings;
  /** Nothing is asked before this resolves. */
  readonly started: Promise<void>;
  /** Media types asked for; whole objects in JSON when unset. */
  readonly accept?: { readonly list: string; readonly watch: string };
}

/** A watch that ends sooner, and without a word, is not taken for a working one. */
const SHORT_WATCH_MS = 1_000;

/** Answers to a watch that say it is not allowed, where the list was. */
const WATCH_REFUSALS: ReadonlySet<KubeApiErrorCode> = new Set([
  'forbidden',
  'methodNotAllowed',
]);

/** Ends a watch because the kind moved to another version or went. */
const MOVED = Symbol('moved');

/** Ends a watch that is not allowed. */
const REFUSED = Symbol('refused');

/**
 * Owns the protocol and the last seen version of one kind on one cluster: lists,
 * watches from there, resumes after a drop, lists again when the version has
 * expired, backs off from failures, and says how far the facts can be trusted.
 *
 * It keeps no objects: these go to the sink, in the order the cluster tells
 * them. After `stop()` nothing reaches the sink any more.
 */
export class Reflector {
  readonly #options: ReflectorOptions;
  readonly #backoff: Backoff;
  /**
   * Of its own: an outage of whatever length ends with an API server that refuses, and does
   * not know what is defined, at its start.
   */
  readonly #refusals: Backoff;
  readonly #stopping = new AbortController();
  /** Where the next watch starts; unset means that a list is needed. */
  #resourceVersion: string | undefined;
  #served: ResolvedKind | undefined;
  #watchRefusedAt: number | undefined;
  /** Something failed since the last success. */
  #hasFailed = false;

  private constructor(options: ReflectorOptions) {
    this.#options = options;
    const waits = { ...options.timings, random: options.clock.random };
    this.#backoff = new Backoff(waits);
    this.#refusals = new Backoff(waits);
  }

  static start(options: ReflectorOptions): Reflector {
    const reflector = new Reflector(options);
    void reflector.#run();
    return reflector;
  }

  stop(): void {
    this.#stopping.abort();
  }

  get #signal(): AbortSignal {
    return this.#stopping.signal;
  }

  async #run(): Promise<void> {
    await this.#options.started;
    while (!this.#signal.aborted) {
      try {
        await this.#step();
      } catch (error) {
        if (!this.#signal.aborted && error !== MOVED && error !== REFUSED) {
          await this.#recover(error);
        }
      }
    }
  }

  async #step(): Promise<void> {
    const { resolver, kind } = this.#options;
    const served = await resolver.resolve(kind, this.#signal);
    if (!served) {
      await (this.#isAbsenceDoubtful()
        ? this.#doubtAbsence()
        : this.#waitUntilServed());
      return;
    }
    if (!isSamePlace(served, this.#served)) {
      this.#resourceVersion = undefined;
      this.#watchRefusedAt = undefined;
    }
    this.#served = served;
    const resumes = this.#resourceVersion !== undefined;
    if (!resumes) {
      await this.#list(served);
    }
    if (this.#isPolled(served)) {
      await this.#waitForPoll();
    } else {
      await this.#watch(served, { resumes });
    }
  }

  /**
   * A definition goes after the objects it defines, whose end was told. Where some are kept,
   * an API server that has just started may not have read its definitions yet.
   */
  #isAbsenceDoubtful(): boolean {
    return this.#options.sink.hasObjects() && !this.#refusals.isExhausted;
  }

  async #doubtAbsence(): Promise<void> {
    const { cluster, kind, resolver, sink, waker } = this.#options;
    this.#hasFailed = true;
    sink.report({
      status: 'stale',
      message: `${cluster} serves ${formatKindRef(
        kind,
      )} no more, or not yet: its API server may have just started`,
    });
    resolver.invalidate();
    await waker.sleepSoundly(this.#refusals.nextMs(), this.#signal);
  }

  async #waitUntilServed(): Promise<void> {
    const { cluster, kind, resolver, sink } = this.#options;
    this.#served = undefined;
    this.#resourceVersion = undefined;
    sink.clear();
    sink.report({
      status: 'absent',
      message: `${cluster} does not serve ${formatKindRef(kind)}`,
    });
    this.#succeeded();
    await until(() => resolver.known(kind) !== undefined, {
      subscribe: listener => resolver.onChange(listener),
      signal: this.#signal,
    });
  }

  async #list(served: ResolvedKind): Promise<void> {
    const { api, sink, timings, accept } = this.#options;
    sink.count(sink.hasFacts() ? 'relist' : 'list');
    const list = await listPages(api, collectionPath(served), {
      pageSize: timings.pageSize,
      signal: this.#signal,
      accept: accept?.list,
    });
    this.#signal.throwIfAborted();
    this.#resourceVersion = list.resourceVersion;
    sink.replace(list.items);
    this.#reportLive(served);
  }

  #isPolled(served: ResolvedKind): boolean {
    if (!served.canWatch) {
      return true;
    }
    const { clock, timings } = this.#options;
    return (
      this.#watchRefusedAt !== undefined &&
      clock.now() - this.#watchRefusedAt < timings.watchRetryMs
    );
  }

  async #waitForPoll(): Promise<void> {
    await pause(this.#options.timings.pollIntervalMs, this.#signal);
    this.#resourceVersion = undefined;
  }

  async #watch(
    served: ResolvedKind,
    { resumes }: { resumes: boolean },
  ): Promise<void> {
    const { clock, kind, resolver, sink } = this.#options;
    const moved = new AbortController();
    const undo = resolver.onChange(() => {
      if (!isSamePlace(served, resolver.known(kind))) {
        moved.abort(MOVED);
      }
    });
    const signal = AbortSignal.any([this.#signal, moved.signal]);
    const openedAt = clock.now();
    let events = 0;
    try {
      const lines = await this.#openWatch(served, { resumes, signal });
      this.#watchRefusedAt = undefined;
      sink.count('watch');
      this.#reportLive(served);
      for await (const line of lines) {
        signal.throwIfAborted();
        this.#accept(readWatchEvent(line));
        events += 1;
      }
    } finally {
      undo();
    }
    await this.#afterWatch(clock.now() - openedAt, events);
  }

  async #openWatch(
    served: ResolvedKind,
    { resumes, signal }: { resumes: boolean; signal: AbortSignal },
  ): Promise<AsyncIterable<string>> {
    const { accept, api, clock, timings } = this.#options;
    const lifeMs = timings.watchLifeMs * (1 + clock.random());
    try {
      return await api.getLines({
        path: withQuery(collectionPath(served), {
          watch: true,
          allowWatchBookmarks: true,
          resourceVersion: this.#resourceVersion,
          timeoutSeconds: Math.ceil(lifeMs / 1000),
        }),
        signal,
        accept: accept?.watch,
      });
    } catch (error) {
      if (error instanceof KubeApiError && WATCH_REFUSALS.has(error.code)) {
        this.#refuseWatch(served, { resumes });
        throw REFUSED;
      }
      throw error;
    }
  }

  #refuseWatch(served: ResolvedKind, { resumes }: { resumes: boolean }): void {
    if (resumes) {
      // Whether listing is still allowed is not known: a list will tell.
      this.#resourceVersion = undefined;
      return;
    }
    // The list was allowed a moment ago, so it is the watch that is refused.
    this.#watchRefusedAt = this.#options.clock.now();
    this.#reportLive(served);
  }

  #succeeded(): void {
    this.#backoff.reset();
    this.#refusals.reset();
  }

  /** The API ended the watch in good order, which it does to every watch after a while. */
  async #afterWatch(livedMs: number, events: number): Promise<void> {
    if (livedMs < SHORT_WATCH_MS && events === 0) {
      await pause(this.#backoff.nextMs(), this.#signal);
      return;
    }
    this.#succeeded();
  }

  #accept(event: WatchEvent): void {
    const { sink } = this.#options;
    switch (event.type) {
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED':
        sink.apply(event);
        this.#advance(event.resourceVersion);
        break;
      case 'BOOKMARK':
        this.#advance(event.resourceVersion);
        break;
      case 'ERROR':
        throw event.error;
      default:
        sink.count('oddEvent');
    }
    sink.heard();
  }

  #advance(resourceVersion: string | undefined): void {
    this.#resourceVersion = resourceVersion || this.#resourceVersion;
    this.#succeeded();
  }

  #reportLive(served: ResolvedKind): void {
    const { cluster, sink, timings } = this.#options;
    const everySeconds = Math.round(timings.pollIntervalMs / 1000);
    sink.report({
      status: 'live',
      message: this.#isPolled(served)
        ? `${served.plural} of ${cluster} are read again every ${everySeconds} s, because they may not be watched`
        : `${served.plural} of ${cluster} are watched`,
    });
    sink.heard();
    if (this.#hasFailed) {
      this.#hasFailed = false;
      this.#options.waker.wake();
    }
  }

  async #recover(thrown: unknown): Promise<void> {
    const { clock, timings, waker } = this.#options;
    const error = connectionError(thrown);
    if (error.code === 'gone') {
      this.#resourceVersion = undefined;
      await pause(timings.relistJitterMs * clock.random(), this.#signal);
      return;
    }
    this.#giveWay(error);
    if (error.code === 'forbidden') {
      await waker.sleepSoundly(this.#forbiddenWaitMs(), this.#signal);
    } else {
      const waitMs = Math.max(this.#backoff.nextMs(), error.retryAfterMs ?? 0);
      await waker.sleep(waitMs, this.#signal);
    }
  }

  /**
   * An API server that has just started refuses everybody until it has read its
   * roles, so the first refusals are tried again as soon as other failures are, and
   * cost no facts.
   */
  #forbiddenWaitMs(): number {
    const { clock, timings } = this.#options;
    return this.#refusals.isExhausted
      ? timings.forbiddenRetryMs * (1 + clock.random())
      : this.#refusals.nextMs();
  }

  /** Says what failed, and forgets what the failure has made worthless. */
  #giveWay(error: KubeApiError): void {
    const { api, cluster, kind, resolver, sink } = this.#options;
    this.#hasFailed = true;
    switch (error.code) {
      case 'unauthenticated':
      case 'tlsFailure':
      case 'credentialMissing':
        api.reloadCredentials();
        break;
      case 'notFound':
        // Either the kind went or it is served in another version now.
        resolver.invalidate();
        this.#resourceVersion = undefined;
        break;
      case 'forbidden':
        // What the portal may not read any more it does not show any more.
        if (this.#refusals.isExhausted) {
          sink.clear();
        }
        this.#resourceVersion = undefined;
        break;
      default:
        if (this.#isVersionRejected(error)) {
          this.#resourceVersion = undefined;
        }
    }
    sink.report(
      describeFailure(error, { cluster, kind, hasFacts: sink.hasFacts() }),
    );
  }

  /** A restored etcd counts from a smaller number: the API then calls our version invalid or too large. */
  #isVersionRejected(error: KubeApiError): boolean {
    return error.httpStatus === 400 || error.httpStatus === 504;
  }
}

function isSamePlace(
  one: ResolvedKind | undefined,
  other: ResolvedKind | undefined,
): boolean {
  return one?.version === other?.version && one?.plural === other?.plural;
}

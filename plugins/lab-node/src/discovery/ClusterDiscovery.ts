import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type {
  KindRef,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';
import { connectionError } from '../api/connectionError';
import type { KubeApi } from '../api/KubeApi';
import { KubeApiError } from '../api/KubeApiError';
import { describeFailure } from '../reflector/describeFailure';
import type { KindResolver, ResolvedKind } from '../reflector/KindResolver';
import type { StateReport } from '../reflector/ReflectorSink';
import type { Clock } from '../service/Clock';
import type { ClusterStoreTimings } from '../service/timings';
import { discoverKinds } from './discoverKinds';
import type { GroupVersion } from './GroupVersion';
import { isSameKinds, preferredKinds } from './preferredKinds';
import type { KindMap } from './preferredKinds';

/** What a {@link ClusterDiscovery} works with. */
export interface ClusterDiscoveryOptions {
  readonly cluster: string;
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly timings: ClusterStoreTimings;
  /** Whether changes of CustomResourceDefinitions are told to `definitionsChanged`. */
  readonly watchesDefinitions: () => boolean;
}

/** Stands for the kinds in the sentences about a failed discovery. */
const SERVED_KINDS: KindRef = { group: '', kind: 'API resources' };

/**
 * Owns what a cluster serves. Asks it when first needed, when a definition
 * changed, when something known turned out wrong, and now and then; however many
 * want to know, one discovery is under way at a time.
 */
export class ClusterDiscovery implements KindResolver {
  readonly #options: ClusterDiscoveryOptions;
  readonly #stopping = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #absent = new Set<string>();
  readonly #definitionTimers = new Map<number, NodeJS.Timeout>();
  #kinds: KindMap | undefined;
  /** Groups that could not tell what they serve, with the reason. */
  #silentGroups: ReadonlyMap<string, KubeApiError> = new Map();
  #isValid = false;
  #inFlight: Promise<void> | undefined;
  #failure: { error: KubeApiError; at: number } | undefined;
  #heardAt: number | undefined;
  #report: StateReport;
  #since: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ClusterDiscoveryOptions) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#report = {
      status: 'syncing',
      message: `${options.cluster} is being asked what it serves`,
    };
  }

  async resolve(
    kind: KindRef,
    signal: AbortSignal,
  ): Promise<ResolvedKind | undefined> {
    if (!this.#isValid) {
      await this.#refreshUnlessJustFailed();
      signal.throwIfAborted();
    }
    const key = formatKindRef(kind);
    const resolved = this.#kinds?.get(key);
    const silence = this.#silentGroups.get(kind.group);
    if (!resolved && silence) {
      // Whether it serves the kind is not known, which is not the same as no.
      this.invalidate();
      throw silence;
    }
    if (!resolved && !this.#absent.has(key)) {
      this.#absent.add(key);
      this.#schedule();
    }
    return resolved;
  }

  known(kind: KindRef): ResolvedKind | undefined {
    return this.#kinds?.get(formatKindRef(kind));
  }

  invalidate(): void {
    this.#isValid = false;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A CustomResourceDefinition came, changed or went. */
  definitionsChanged(): void {
    for (const delayMs of this.#options.timings.definitionDelaysMs) {
      // A running timer is left alone, so that a stream of changes cannot put it off for ever.
      if (
        !this.#definitionTimers.has(delayMs) &&
        !this.#stopping.signal.aborted
      ) {
        const timer = setTimeout(() => {
          this.#definitionTimers.delete(delayMs);
          void this.#refreshQuietly();
        }, delayMs);
        this.#definitionTimers.set(delayMs, timer.unref());
      }
    }
  }

  /** Asks now unless it is known; for those who only want to see the kinds. */
  begin(): void {
    if (!this.#isValid && !this.#inFlight) {
      void this.#refreshUnlessJustFailed().catch(() => this.#schedule());
    }
  }

  /** The kinds as last known, and how far that can be trusted. */
  servedKinds(): { kinds: readonly ResolvedKind[]; state: SourceState } {
    const { cluster } = this.#options;
    return {
      kinds: [...(this.#kinds?.values() ?? [])].filter(kind => kind.canWatch),
      state: {
        source: `kubernetes/${cluster}/discovery`,
        title: `API resources of ${cluster}`,
        cluster,
        ...this.#report,
        since: new Date(this.#since).toISOString(),
        ...(this.#heardAt === undefined
          ? {}
          : { asOf: new Date(this.#heardAt).toISOString() }),
      },
    };
  }

  stop(): void {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    for (const timer of this.#definitionTimers.values()) {
      clearTimeout(timer);
    }
  }

  /** All reflectors of a dead cluster ask at about the same time: one question serves them. */
  async #refreshUnlessJustFailed(): Promise<void> {
    const { clock, timings } = this.#options;
    if (
      this.#failure &&
      !this.#inFlight &&
      clock.now() - this.#failure.at < timings.firstBackoffMs / 2
    ) {
      throw this.#failure.error;
    }
    await this.#refresh();
  }

  #refresh(): Promise<void> {
    this.#inFlight ??= this.#discover().finally(() => {
      this.#inFlight = undefined;
      this.#schedule();
    });
    return this.#inFlight;
  }

  async #refreshQuietly(): Promise<void> {
    try {
      await this.#refresh();
    } catch {
      // The state says so, and the schedule or whoever needs a kind tries again.
    }
  }

  async #discover(): Promise<void> {
    const { api, clock, cluster } = this.#options;
    try {
      const found = await discoverKinds(api, this.#stopping.signal);
      const before = this.#kinds ?? new Map();
      this.#kinds = preferredKinds(found, before);
      this.#silentGroups = silentGroups(found);
      this.#isValid = true;
      this.#failure = undefined;
      this.#heardAt = clock.now();
      this.#say({
        status: 'live',
        message: `${cluster} has told what it serves`,
      });
      if (!isSameKinds(before, this.#kinds)) {
        this.#tell(this.#kinds);
      }
    } catch (error) {
      this.#stopping.signal.throwIfAborted();
      const failure = connectionError(error);
      this.#failure = { error: failure, at: clock.now() };
      const hasFacts = this.#kinds !== undefined;
      this.#say(
        describeFailure(failure, { cluster, kind: SERVED_KINDS, hasFacts }),
      );
      throw failure;
    }
  }

  #tell(kinds: KindMap): void {
    for (const key of [...this.#absent]) {
      if (kinds.has(key)) {
        this.#absent.delete(key);
      }
    }
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  #say(report: StateReport): void {
    if (report.status !== this.#report.status) {
      this.#since = this.#options.clock.now();
    }
    this.#report = report;
  }

  #schedule(): void {
    if (this.#stopping.signal.aborted) {
      return;
    }
    const { timings, watchesDefinitions } = this.#options;
    const isWaiting =
      this.#failure !== undefined ||
      (this.#absent.size > 0 && !watchesDefinitions());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.#refreshQuietly(),
      isWaiting ? timings.absentIntervalMs : timings.discoveryIntervalMs,
    ).unref();
  }
}

function silentGroups(
  found: readonly GroupVersion[],
): ReadonlyMap<string, KubeApiError> {
  return new Map(
    found
      .filter(({ resources }) => !resources)
      .map(({ group, failure }) => [
        group,
        failure ??
          new KubeApiError(`The API group ${group} is away`, {
            code: 'serverFailure',
          }),
      ]),
  );
}

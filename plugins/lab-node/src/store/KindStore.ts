import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type {
  KindRef,
  KubeObject,
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import type {
  ReflectorSink,
  StateReport,
  WatchChange,
} from '../reflector/ReflectorSink';
import type { KindSnapshot, KindStats } from '../types/ClusterStore';
import { approximateBytes } from './approximateBytes';
import { deepFreeze } from './deepFreeze';
import { stripObject } from './stripObject';

/** What a {@link KindStore} works with. */
export interface KindStoreOptions {
  readonly cluster: string;
  readonly kind: KindRef;
  readonly now: () => number;
  /** A new revision, never given before, not even by an earlier process. */
  readonly nextRevision: () => string;
  /** Called after objects or state changed; must not call back. */
  readonly onChange: () => void;
  /** Freeze what is kept, so that a test notices who changes it. */
  readonly freezes: boolean;
}

interface Kept {
  readonly object: KubeObject;
  readonly bytes: number;
}

/**
 * Owns the objects of one kind on one cluster and the state of their source.
 * Knows nothing of HTTP or of listeners.
 *
 * Snapshots are immutable and made only when asked for. The revision changes
 * with the objects or the state and only then: hearing the same again changes
 * nothing but the age.
 */
export class KindStore implements ReflectorSink {
  readonly #options: KindStoreOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #counts = { list: 0, relist: 0, watch: 0, oddEvent: 0 };
  #bytes = 0;
  #oddObjects = 0;
  #hasFacts = false;
  #heardAt: number | undefined;
  #lastFailure: string | undefined;
  #report: StateReport;
  #since: number;
  #revision: string;
  #sorted: readonly KubeObject[] | undefined;

  constructor(options: KindStoreOptions) {
    this.#options = options;
    this.#since = options.now();
    this.#revision = options.nextRevision();
    this.#report = {
      status: 'syncing',
      message: `${formatKindRef(options.kind)} of ${
        options.cluster
      } are being read for the first time`,
    };
  }

  /** Changes with the objects or the state, and only then. */
  get revision(): string {
    return this.#revision;
  }

  get status(): SourceStatus {
    return this.#report.status;
  }

  replace(objects: readonly unknown[]): void {
    const before = new Map(this.#kept);
    let hasChanged = !this.#hasFacts;
    this.#kept.clear();
    this.#bytes = 0;
    this.#oddObjects = 0;
    this.#hasFacts = true;
    for (const object of objects) {
      const kept = this.#admit(object);
      if (kept) {
        const key = keyOf(kept.object);
        const old = before.get(key);
        before.delete(key);
        const isSame =
          old !== undefined && isSameVersion(old.object, kept.object);
        hasChanged ||= !isSame;
        this.#put(key, isSame ? old : kept);
      }
    }
    if (hasChanged || before.size > 0) {
      this.#changed();
    }
  }

  apply({ type, object }: WatchChange): void {
    const stripped = stripObject(object);
    if (!stripped) {
      this.#oddObjects += 1;
      return;
    }
    const key = keyOf(stripped);
    const old = this.#kept.get(key);
    if (type === 'DELETED') {
      if (old) {
        this.#kept.delete(key);
        this.#bytes -= old.bytes;
        this.#changed();
      }
      return;
    }
    // A resumed watch may tell again what the list has told.
    if (old && isSameVersion(old.object, stripped)) {
      return;
    }
    this.#bytes -= old?.bytes ?? 0;
    this.#put(key, this.#keep(stripped));
    this.#changed();
  }

  clear(): void {
    const hadFacts = this.#hasFacts;
    this.#kept.clear();
    this.#bytes = 0;
    this.#oddObjects = 0;
    this.#hasFacts = false;
    this.#heardAt = undefined;
    if (hadFacts) {
      this.#changed();
    }
  }

  report(report: StateReport): void {
    const { status, message, nextStep } = this.#report;
    if (report.status !== 'live' && report.status !== 'absent') {
      this.#lastFailure = report.message;
    }
    if (
      report.status === status &&
      report.message === message &&
      report.nextStep === nextStep
    ) {
      return;
    }
    if (report.status !== status) {
      this.#since = this.#options.now();
    }
    this.#report = report;
    this.#changed();
  }

  heard(): void {
    this.#heardAt = this.#options.now();
  }

  count(event: 'list' | 'relist' | 'watch' | 'oddEvent'): void {
    this.#counts[event] += 1;
  }

  hasFacts(): boolean {
    return this.#hasFacts;
  }

  hasObjects(): boolean {
    return this.#kept.size > 0;
  }

  snapshot(): KindSnapshot {
    const { cluster, kind } = this.#options;
    this.#sorted ??= this.#sort();
    return Object.freeze({
      cluster,
      kind,
      items: this.#sorted,
      revision: this.#revision,
      state: this.state(),
    });
  }

  /** How far the objects can be trusted, now. */
  state(): SourceState {
    const { cluster, kind } = this.#options;
    const name = formatKindRef(kind);
    return {
      source: `kubernetes/${cluster}/${name}`,
      title: `${kind.kind} on ${cluster}`,
      cluster,
      ...this.#report,
      since: isoTime(this.#since),
      ...(this.#heardAt === undefined ? {} : { asOf: isoTime(this.#heardAt) }),
    };
  }

  stats(): KindStats {
    const { cluster, kind, now } = this.#options;
    return {
      cluster,
      kind,
      status: this.#report.status,
      objects: this.#kept.size,
      oddObjects: this.#oddObjects,
      oddEvents: this.#counts.oddEvent,
      approximateBytes: this.#bytes,
      lists: this.#counts.list + this.#counts.relist,
      relists: this.#counts.relist,
      watches: this.#counts.watch,
      ageMs: this.#heardAt === undefined ? undefined : now() - this.#heardAt,
      lastFailure: this.#lastFailure,
    };
  }

  #admit(object: unknown): Kept | undefined {
    const stripped = stripObject(object);
    if (!stripped) {
      this.#oddObjects += 1;
      return undefined;
    }
    return this.#keep(stripped);
  }

  #keep(object: KubeObject): Kept {
    return {
      object: this.#options.freezes ? deepFreeze(object) : object,
      bytes: approximateBytes(object),
    };
  }

  #put(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#bytes += kept.bytes;
  }

  #changed(): void {
    this.#sorted = undefined;
    this.#revision = this.#options.nextRevision();
    this.#options.onChange();
  }

  #sort(): readonly KubeObject[] {
    const entries = [...this.#kept].sort(([one], [other]) =>
      one < other ? -1 : 1,
    );
    return Object.freeze(entries.map(([, { object }]) => object));
  }
}

/**
 * Sorts by namespace, then name: the separator is smaller than every character
 * of a name, as a slash is not (`a-b` would come before `a`).
 */
function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}\u0000${metadata.name}`;
}

/** Without a version (which only a broken server leaves out) nothing counts as the same. */
function isSameVersion(one: KubeObject, other: KubeObject): boolean {
  return (
    one.metadata.resourceVersion !== undefined &&
    one.metadata.resourceVersion === other.metadata.resourceVersion &&
    one.metadata.uid === other.metadata.uid &&
    one.apiVersion === other.apiVersion
  );
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

import type { SourceStatus } from '@homestage/backstage-plugin-lab-common';

/** What a source says of itself; see SourceState of lab-common. */
export interface StateReport {
  readonly status: SourceStatus;
  readonly message: string;
  readonly nextStep?: string;
}

/** One change of one object, as a watch tells it. */
export interface WatchChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: unknown;
}

/**
 * What the reflector needs of whoever keeps the objects. Objects come as the
 * cluster sent them: checking and stripping is the receiver's work.
 */
export interface ReflectorSink {
  /** The complete set of objects, as of now. */
  replace(objects: readonly unknown[]): void;
  apply(change: WatchChange): void;
  /** Forgets all objects: the kind is not served, or may not be read. */
  clear(): void;
  report(report: StateReport): void;
  /** The cluster just said that what is kept is true. */
  heard(): void;
  /** A list or a watch was begun; for figures. */
  count(event: 'list' | 'relist' | 'watch' | 'oddEvent'): void;
  /** Whether a complete set was ever kept and not cleared. */
  hasFacts(): boolean;
  /** Whether any object is kept. */
  hasObjects(): boolean;
}

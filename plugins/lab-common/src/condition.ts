import type { Severity } from './severity';

/**
 * One thing that is, or may be, wrong: the same shape for every domain, so that
 * causes can be followed across layers. Ids are stable: the same fault has the
 * same id at every computation.
 *
 * @public
 */
export interface LabCondition {
  readonly id: string;
  readonly layer: LabLayer;
  readonly severity: Severity;
  /** The entity it is about, as a catalog entity ref. */
  readonly entityRef?: string;
  readonly title: string;
  /** Why, in one sentence. */
  readonly cause?: string;
  /** Facts that led to it, most telling first. */
  readonly evidence: readonly string[];
  /** ISO 8601. */
  readonly since?: string;
  /** ISO 8601. */
  readonly lastSeen: string;
  /** Ids of conditions that explain this one. */
  readonly blockedBy: readonly string[];
  readonly runbook?: RunbookRef;
  readonly nextSteps: readonly string[];
}

/**
 * The layers of a lab from the floor up; a cause lies at the lowest.
 *
 * @public
 */
export type LabLayer =
  | 'host'
  | 'node'
  | 'storage'
  | 'network'
  | 'gitops'
  | 'app'
  | 'virtual-machine';

/**
 * A place in a runbook, with what to fill in there.
 *
 * @public
 */
export interface RunbookRef {
  readonly page: string;
  readonly anchor?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

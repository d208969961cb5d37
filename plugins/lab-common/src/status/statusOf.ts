import type { Severity } from '../severity';

/**
 * What an object's own fields say about it, in the words of kstatus
 * (`sigs.k8s.io/cli-utils/pkg/kstatus`), which `flux`, `kubectl` plugins and the
 * Flux controllers use.
 *
 * - `Current`: what was asked for is there;
 * - `InProgress`: on its way, or not there again after it was;
 * - `Failed`: it will not get there without a change;
 * - `Terminating`: deletion was asked for;
 * - `NotFound`: the cluster answered, and it is not there;
 * - `Unknown`: its fields do not tell.
 *
 * @public
 */
export type ObjectStatusWord =
  | 'Current'
  | 'InProgress'
  | 'Failed'
  | 'Terminating'
  | 'NotFound'
  | 'Unknown';

/**
 * The computed status of one object: kstatus's word, and beside it how bad that
 * is, which the word alone does not say (a rollout that has just begun and one
 * that lost all its pods are both `InProgress`).
 *
 * @public
 */
export interface ObjectStatus {
  readonly status: ObjectStatusWord;
  readonly severity: Severity;
  /** One sentence in plain words. */
  readonly message: string;
  /** The field's word for the cause, such as `CrashLoopBackOff`; unset when there is none. */
  readonly reason?: string;
}

const STATUS_SEVERITY: Readonly<Record<ObjectStatusWord, Severity>> =
  Object.freeze({
    Current: 'ok',
    InProgress: 'info',
    Failed: 'error',
    Terminating: 'info',
    NotFound: 'error',
    Unknown: 'unknown',
  });

/** What may differ from the usual severity of a status word. */
export interface StatusDetail {
  readonly severity?: Severity;
  readonly reason?: string;
}

/** Builds a status; the severity is the word's usual one unless given. */
export function statusOf(
  status: ObjectStatusWord,
  message: string,
  detail: StatusDetail = {},
): ObjectStatus {
  return {
    status,
    severity: detail.severity ?? STATUS_SEVERITY[status],
    message,
    ...(detail.reason ? { reason: detail.reason } : {}),
  };
}

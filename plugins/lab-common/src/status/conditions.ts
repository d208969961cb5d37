import { fieldsOf, listOf, numberOf, textOf, timeMsOf } from '../fields';

/** A condition as Kubernetes writes it, with what could be read of it. */
export interface Condition {
  readonly type: string;
  /** Anything but `True` and `False` counts as `Unknown`. */
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
  /** Milliseconds since the epoch. */
  readonly changedAt?: number;
}

/** The conditions in a `status`, entries without a type left out. */
export function conditionsOf(status: unknown): readonly Condition[] {
  return listOf(fieldsOf(status).conditions).flatMap(entry => {
    const type = textOf(entry.type);
    if (!type) {
      return [];
    }
    return {
      type,
      status:
        entry.status === 'True' || entry.status === 'False'
          ? entry.status
          : 'Unknown',
      reason: textOf(entry.reason),
      message: textOf(entry.message),
      observedGeneration: numberOf(entry.observedGeneration),
      changedAt: timeMsOf(entry.lastTransitionTime),
    };
  });
}

/** The condition of a type; the last one where an object holds it twice. */
export function conditionOf(
  status: unknown,
  type: string,
): Condition | undefined {
  return conditionsOf(status).findLast(condition => condition.type === type);
}

/** Message, else reason, else the fallback. */
export function tellCondition(condition: Condition, fallback: string): string {
  return condition.message ?? condition.reason ?? fallback;
}

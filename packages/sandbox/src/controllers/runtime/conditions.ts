import { StoredObject } from '../../kubernetes/ObjectStore';
import { isoTime } from './isoTime';

/** A condition as Kubernetes writes it. @public */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime?: string;
  observedGeneration?: number;
}

/**
 * The conditions with one of them set. The transition time moves only when the
 * status word changes, as the controllers' own library does it.
 * @public
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  condition: Condition,
  now: number,
): Condition[] {
  const before = conditions?.find(({ type }) => type === condition.type);
  const lastTransitionTime =
    before?.status === condition.status && before.lastTransitionTime
      ? before.lastTransitionTime
      : isoTime(now);
  const rest = (conditions ?? []).filter(({ type }) => type !== condition.type);
  return [...rest, { ...condition, lastTransitionTime }];
}

/** The conditions without those of the given types. @public */
export function withoutConditions(
  conditions: readonly Condition[] | undefined,
  types: readonly string[],
): Condition[] {
  return (conditions ?? []).filter(({ type }) => !types.includes(type));
}

/** The condition of a type; undefined when the object has none. @public */
export function conditionOf(
  object: StoredObject | undefined,
  type: string,
): Condition | undefined {
  const conditions: Condition[] | undefined = object?.status?.conditions;
  return conditions?.find(condition => condition.type === type);
}

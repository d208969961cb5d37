import { compareSeverity } from '../severity';
import type { KubeObject } from '../kubeObject';
import { customStatus } from './customStatus';
import { fieldsOf, isEmpty } from '../fields';
import { genericStatus } from './genericStatus';
import { kindKnowledge } from './kindRules';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/** Options of {@link objectStatus}. @public */
export interface ObjectStatusOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Computes the status of one object from its own fields.
 *
 * @remarks
 *
 * The order and the rules are kstatus's, with these differences, each for the
 * law that the unknown is never green:
 * - an object without the status its kind should have is `Unknown`;
 * - a pod that no scheduler ever looked at, or with a container in trouble, is
 *   `Failed`;
 * - a Job is `Current` only when it is complete;
 * - a load balancer without an address is `InProgress`;
 * - a custom object that reports nothing we can read is `Current` with severity
 *   `info`: it exists, and that is all that can be said;
 * - a suspended custom object is at best `unknown`: nobody looks after it, so
 *   its conditions are frozen.
 *
 * Never throws, whatever the object holds.
 *
 * @param object - undefined when the cluster answered and has no such object
 * @public
 */
export function objectStatus(
  object: KubeObject | undefined,
  options: ObjectStatusOptions,
): ObjectStatus {
  if (typeof object !== 'object' || object === null) {
    return statusOf('NotFound', 'The cluster has no such object');
  }
  const { rule, status } = kindKnowledge(object);
  const generic = genericStatus(object, options.now);
  if (generic) {
    return generic;
  }
  if (status === 'expected' && isEmpty(fieldsOf(object.status))) {
    return statusOf(
      'Unknown',
      'It has no status yet: its controller has not looked at it',
      {
        reason: 'NoStatus',
      },
    );
  }
  if (rule) {
    return rule(object, options.now);
  }
  const computed = customStatus(object) ?? existsStatus(object, status);
  return isSuspended(object) ? suspended(computed) : computed;
}

function existsStatus(
  object: KubeObject,
  statusOfKind: 'expected' | 'none' | 'unknown',
): ObjectStatus {
  switch (statusOfKind) {
    case 'none':
      return statusOf('Current', 'It exists; its kind has no status');
    case 'expected':
      return statusOf('Unknown', 'Its status does not say whether it is ready');
    default:
      return statusOf(
        'Current',
        isEmpty(fieldsOf(object.status))
          ? 'It exists; it reports no status'
          : 'It exists; its status does not say whether it is ready',
        { severity: 'info' },
      );
  }
}

function isSuspended(object: KubeObject): boolean {
  return fieldsOf(object.spec).suspend === true;
}

function suspended(last: ObjectStatus): ObjectStatus {
  const isWorse = compareSeverity(last.severity, 'unknown') > 0;
  return {
    ...last,
    severity: isWorse ? last.severity : 'unknown',
    message: `Suspended; before that: ${last.message}`,
    reason: last.reason ?? 'Suspended',
  };
}

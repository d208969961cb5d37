import type {
  KubeObject,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import type { Check } from '../contract/machine';
import type { KubernetesObjects } from './kubernetesKinds';

/** So many are named; the others are counted. */
const MAX_NAMED = 5;

/** States of a source that gives no answer at all. */
const SILENT: ReadonlySet<SourceStatus> = new Set(['stale', 'unreachable']);

/** What was found, and why it is so. */
export type Finding = Pick<Check, 'severity' | 'reason'>;

/**
 * Judges objects of one kind, as far as they can be read; `ifAbsent` is said where
 * the cluster does not serve the kind. What can not be read is unknown.
 */
export function judgeObjects(
  objects: KubernetesObjects | undefined,
  judge: (items: readonly KubeObject[]) => Finding,
  ifAbsent?: string,
): Finding {
  if (!objects) {
    return {
      severity: 'unknown',
      reason:
        'The portal reads no Kubernetes of this name: give the cluster the same name in kubernetes.clusterLocatorMethods.',
    };
  }
  const { status, nextStep } = objects.state;
  if (status === 'absent' && ifAbsent) {
    return { severity: 'ok', reason: ifAbsent };
  }
  if (status !== 'live') {
    return {
      severity: 'unknown',
      reason: ['Not known:', tellSilence(objects.state), nextStep]
        .filter(Boolean)
        .join(' '),
    };
  }
  return judge(objects.items);
}

/** Why nothing is known, in words: the address and the code of a failure stand with the source. */
function tellSilence({ status, message }: KubernetesObjects['state']): string {
  return SILENT.has(status)
    ? 'the API of Kubernetes does not answer.'
    : message.replace(/\.?$/, '.');
}

/** A few names, and how many more. */
export const named = (names: readonly string[]) =>
  names.length > MAX_NAMED
    ? `${names.slice(0, MAX_NAMED).join(', ')} and ${
        names.length - MAX_NAMED
      } more`
    : names.join(', ');

/** Namespace and name. */
export const nameOf = ({ metadata: { namespace, name } }: KubeObject) =>
  namespace ? `${namespace}/${name}` : name;

import type { KubeObject } from '../kubeObject';
import { fieldsOf, textOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

type Meaning = 'fine' | 'off' | 'moving' | 'broken';

/** KubeVirt's `VirtualMachinePrintableStatus` (`kubevirt.io/api/core/v1`); a word not listed is unknown. */
const MEANING: Readonly<Record<string, Meaning>> = Object.freeze({
  Running: 'fine',
  Stopped: 'off',
  Paused: 'off',
  Provisioning: 'moving',
  Starting: 'moving',
  Stopping: 'moving',
  Migrating: 'moving',
  WaitingForVolumeBinding: 'moving',
  WaitingForReceiver: 'moving',
  Terminating: 'moving',
  CrashLoopBackOff: 'broken',
  ErrorUnschedulable: 'broken',
  ErrImagePull: 'broken',
  ImagePullBackOff: 'broken',
  ErrorPvcNotFound: 'broken',
  DataVolumeError: 'broken',
});

/** Status of a KubeVirt VirtualMachine by its `printableStatus`. */
export function virtualMachineStatus(object: KubeObject): ObjectStatus {
  const word = textOf(fieldsOf(object.status).printableStatus);
  const meaning =
    word !== undefined && Object.hasOwn(MEANING, word)
      ? MEANING[word]
      : undefined;
  switch (meaning) {
    case 'fine':
      return statusOf('Current', 'Running');
    case 'off':
      return offStatus(object, word);
    case 'moving':
      return statusOf('InProgress', `The machine is ${word}`, { reason: word });
    case 'broken':
      return statusOf('Failed', `The machine is in ${word}`, { reason: word });
    default:
      return statusOf(
        'Unknown',
        word ? `The machine reports ${word}` : 'The machine reports no status',
      );
  }
}

function offStatus(object: KubeObject, word: string | undefined): ObjectStatus {
  const spec = fieldsOf(object.spec);
  const isWantedOn = spec.runStrategy === 'Always' || spec.running === true;
  return isWantedOn
    ? statusOf('InProgress', `The machine is ${word} and should run`, {
        severity: 'warning',
        reason: word,
      })
    : statusOf('Current', `The machine is ${word}`, {
        severity: 'info',
        reason: word,
      });
}

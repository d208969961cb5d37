import { fieldsOf, listOf, numberOf, textOf } from '../fields';

/** A container that does not run and will not by waiting. */
export interface ContainerTrouble {
  readonly container: string;
  readonly reason: string;
  readonly message?: string;
  readonly restarts: number;
}

/** Reasons of a waiting container that a person has to do something about (kubelet's own words). */
const TROUBLE_REASONS: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
  'PostStartHookError',
]);

const STATUS_LISTS = ['initContainerStatuses', 'containerStatuses'] as const;

/**
 * The first container in trouble, init containers first because the others wait
 * for them. Undefined when none is.
 */
export function containerTrouble(
  podStatus: unknown,
): ContainerTrouble | undefined {
  const fields = fieldsOf(podStatus);
  for (const list of STATUS_LISTS) {
    for (const container of listOf(fields[list])) {
      const waiting = fieldsOf(fieldsOf(container.state).waiting);
      const reason = textOf(waiting.reason);
      if (reason && TROUBLE_REASONS.has(reason)) {
        return {
          container: textOf(container.name) ?? 'a container',
          reason,
          message: textOf(waiting.message) ?? lastWords(container.lastState),
          restarts: numberOf(container.restartCount) ?? 0,
        };
      }
    }
  }
  return undefined;
}

function lastWords(lastState: unknown): string | undefined {
  const terminated = fieldsOf(fieldsOf(lastState).terminated);
  const exitCode = numberOf(terminated.exitCode);
  const reason = textOf(terminated.reason);
  if (exitCode === undefined) {
    return reason;
  }
  return `last exit code ${exitCode}${reason ? ` (${reason})` : ''}`;
}

import type { Severity } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';

/**
 * The words for the state of a machine, worst first. The order is the order of
 * every list and count.
 *
 * @public
 */
export const MACHINE_STATUSES = [
  'Unreachable',
  'NotReady',
  'Maintenance',
  'Degraded',
  'Unknown',
  'Installing',
  'Upgrading',
  'Resetting',
  'ShuttingDown',
  'Rebooting',
  'Booting',
  'Running',
] as const;

/** @public */
export const machineStatusSchema = z.enum(MACHINE_STATUSES);

/**
 * One of {@link MACHINE_STATUSES}.
 *
 * @public
 */
export type MachineStatus = z.infer<typeof machineStatusSchema>;

/**
 * What a status word says and how it is shown.
 *
 * @public
 */
export interface MachineStatusWord {
  readonly severity: Severity;
  readonly label: string;
  /** One sentence: what it means. */
  readonly meaning: string;
  /** Whether something moves right now: drawn as working. */
  readonly isWorking?: boolean;
}

const working = (label: string, meaning: string): MachineStatusWord => ({
  severity: 'info',
  label,
  meaning,
  isWorking: true,
});

/**
 * What each status word says, and how bad it is.
 *
 * @public
 */
export const MACHINE_STATUS_WORDS: Readonly<
  Record<MachineStatus, MachineStatusWord>
> = Object.freeze({
  Unreachable: {
    severity: 'error',
    label: 'Unreachable',
    meaning: 'The machine does not answer, while others do.',
  },
  NotReady: {
    severity: 'error',
    label: 'Not ready',
    meaning: 'It runs, but Talos says that something it needs is not met.',
  },
  Maintenance: {
    severity: 'warning',
    label: 'Maintenance',
    meaning: 'It has no machine config and waits for one.',
  },
  Degraded: {
    severity: 'warning',
    label: 'Degraded',
    meaning: 'It is ready, and something on it needs somebody.',
  },
  Unknown: {
    severity: 'unknown',
    label: 'Unknown',
    meaning: 'Its state was not seen, or not lately.',
  },
  Installing: working('Installing', 'Talos is being written to its disk.'),
  Upgrading: working(
    'Upgrading',
    'Talos is being replaced by another version.',
  ),
  Resetting: working('Resetting', 'Its disks are being wiped.'),
  ShuttingDown: working('Shutting down', 'Somebody told it to go off.'),
  Rebooting: working('Rebooting', 'It is on its way down, to come up again.'),
  Booting: working('Booting', 'It is on its way up.'),
  Running: {
    severity: 'ok',
    label: 'Running',
    meaning: 'It runs, and everything Talos asks for is met.',
  },
});

/**
 * How bad a status word is.
 *
 * @public
 */
export function machineSeverity(status: MachineStatus): Severity {
  return MACHINE_STATUS_WORDS[status].severity;
}

/**
 * Orders status words worst first.
 *
 * @public
 */
export function compareMachineStatus(
  a: MachineStatus,
  b: MachineStatus,
): number {
  return MACHINE_STATUSES.indexOf(a) - MACHINE_STATUSES.indexOf(b);
}

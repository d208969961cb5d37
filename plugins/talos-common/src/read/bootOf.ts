import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type { MachineSnapshot } from '../facts/snapshots';

/**
 * What tells one boot of a machine from another.
 *
 * @public
 */
export interface Boot {
  /** The kernel's own, since Talos 1.14. */
  readonly id?: string;
  /**
   * When the state of the machine was made, ISO 8601. Talos keeps it in memory, and
   * writes what kind of machine it is once in each boot.
   */
  readonly madeAt?: string;
  /** Whether this version tells an id; undefined: not known yet. */
  readonly hasId?: boolean;
}

/**
 * Reads what a machine says of its boot, as far as it says it now.
 *
 * @public
 */
export function bootOf(parts: MachineSnapshot['parts']): Boot {
  const { bootId, machineType } = parts;
  const isLive = bootId?.status === 'live';
  const id = isLive
    ? textOf(fieldsOf(bootId.resources?.[0]?.spec).bootID)
    : undefined;
  return {
    id,
    madeAt:
      machineType?.status === 'live'
        ? machineType.resources?.[0]?.updated
        : undefined,
    ...(isLive ? { hasId: id !== undefined } : {}),
    ...(bootId?.status === 'absent' ? { hasId: false } : {}),
  };
}

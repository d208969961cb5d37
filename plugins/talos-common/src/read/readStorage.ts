import {
  fieldsOf,
  listOf,
  textOf,
  timestampOf,
} from '@homestage/backstage-plugin-lab-common';
import type {
  ArrayFacts,
  DiskFacts,
  ScrubFacts,
  VolumeFacts,
} from '../facts/MachineFacts';
import type { MachineSnapshot } from '../facts/snapshots';
import { countOf, messageOf, resourcesOf, textsOf } from './fields';

/** Loop and RAM disks say nothing about the machine. */
const IS_NO_DISK = /^(loop|ram|zram|nbd|rbd|dm-)/;

/** The disks that a machine has. */
export function readDisks(
  machine: MachineSnapshot,
): readonly DiskFacts[] | undefined {
  return resourcesOf(machine, 'disks')
    ?.filter(({ id }) => !IS_NO_DISK.test(id))
    .flatMap(({ id, spec }) => {
      const disk = fieldsOf(spec);
      return disk.cdrom === true
        ? []
        : {
            id,
            paths: [
              textOf(disk.dev_path) ?? `/dev/${id}`,
              ...textsOf(disk.symlinks),
            ],
            sizeBytes: countOf(disk.size),
            model: textOf(disk.model),
            serial: textOf(disk.serial),
            transport: textOf(disk.transport),
            isReadonly: disk.readonly === true,
          };
    });
}

interface Fill {
  readonly usedBytes: number;
  readonly usedRatio: number;
}

/**
 * The volumes that Talos manages, with the fill of those that are mounted. `Mounts`
 * has the size and what is available, so what is reserved for root counts as used:
 * a pod can not have it either.
 */
export function readVolumes(
  machine: MachineSnapshot,
): readonly VolumeFacts[] | undefined {
  const fills = readFills(machine);
  return resourcesOf(machine, 'volumes')?.map(({ id, spec, updated }) => {
    const volume = fieldsOf(spec);
    const mountedOn = textOf(fieldsOf(volume.mountSpec).targetPath);
    return {
      id,
      phase: textOf(volume.phase),
      location: textOf(volume.location),
      disk: textOf(volume.parentLocation),
      sizeBytes: countOf(volume.size),
      filesystem: textOf(volume.filesystem),
      encryption: textOf(volume.encryptionProvider),
      error: textOf(volume.errorMessage),
      failedKeySyncs: textsOf(volume.encryptionFailedSyncs),
      mountedOn,
      since: updated,
      ...fills(textOf(volume.location), mountedOn),
    };
  });
}

function readFills(
  machine: MachineSnapshot,
): (...keys: Array<string | undefined>) => Fill | undefined {
  const byKey = new Map<string, Fill>();
  for (const stat of listOf(messageOf(machine, 'mounts')?.stats)) {
    const size = countOf(stat.size);
    const available = countOf(stat.available);
    if (size && available !== undefined) {
      const usedBytes = Math.max(0, size - available);
      const fill = { usedBytes, usedRatio: usedBytes / size };
      for (const key of [stat.filesystem, stat.mountedOn]) {
        const text = textOf(key);
        if (text?.startsWith('/') && !byKey.has(text)) {
          byKey.set(text, fill);
        }
      }
    }
  }
  return (...keys) => {
    const key = keys.find(one => one !== undefined && byKey.has(one));
    return key === undefined ? undefined : byKey.get(key);
  };
}

export function readArrays(
  machine: MachineSnapshot,
): readonly ArrayFacts[] | undefined {
  return resourcesOf(machine, 'arrays')?.map(({ id, spec, updated }) => {
    const array = fieldsOf(spec);
    const { members } = array;
    return {
      id,
      phase: textOf(array.status),
      error: textOf(array.error),
      syncAction: textOf(array.syncAction),
      // None: the array was not made yet.
      devices: countOf(array.raidDevices) || undefined,
      members: Array.isArray(members) ? members.length : undefined,
      since: updated,
    };
  });
}

export function readScrubs(
  machine: MachineSnapshot,
): readonly ScrubFacts[] | undefined {
  return resourcesOf(machine, 'scrubs')?.map(({ id, spec }) => {
    const scrub = fieldsOf(spec);
    return {
      id,
      mountpoint: textOf(scrub.mountpoint),
      result: textOf(scrub.status),
      at: timestampOf(scrub.time),
    };
  });
}

import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts, VolumeFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** The kubelet evicts pods at 10 % free of its file system (its default). */
export const FULL_RATIO = 0.9;
/** Soon: it begins to remove images at 85 % (imageGCHighThresholdPercent). */
export const FILLING_RATIO = 0.85;

/** Words of siderolabs/talos block/volume_status.go that are no trouble. */
const FINE_PHASES = ['ready', 'closed', 'waiting', 'locating', 'preparing'];

/** Volumes that failed, fill up, or have lost a key. */
export function storageRules(machine: MachineFacts): ConditionDraft[] {
  return (machine.volumes ?? []).flatMap(volume => [
    ...failed(machine, volume),
    ...full(machine, volume),
    ...lostKeys(machine, volume),
  ]);
}

function failed(machine: MachineFacts, volume: VolumeFacts): ConditionDraft[] {
  const { id, phase, error } = volume;
  if (phase === undefined || (FINE_PHASES.includes(phase) && !error)) {
    return [];
  }
  return [
    {
      rule: 'volume-failed',
      about: id,
      layer: 'storage',
      severity: phase === 'failed' || error ? 'error' : 'warning',
      title: `Volume ${id} of ${machine.name} is ${phase}`,
      cause: error,
      evidence: [
        `phase: ${phase}`,
        ...(volume.location ? [`location: ${volume.location}`] : []),
      ],
      takesDown: 'What keeps its files there.',
      since: volume.since,
      runbook: 'osd-replace',
      nextSteps: [
        `Look at it: talosctl -n ${machine.node} get volumestatus ${id} -o yaml`,
        `See whether the disk is there: talosctl -n ${machine.node} get disks`,
      ],
    },
  ];
}

function full(machine: MachineFacts, volume: VolumeFacts): ConditionDraft[] {
  const { id, usedRatio, usedBytes, filesystem } = volume;
  // Images are read-only and always full.
  if (
    usedRatio === undefined ||
    usedRatio < FILLING_RATIO ||
    filesystem === 'squashfs'
  ) {
    return [];
  }
  const percent = Math.round(usedRatio * 100);
  const isFull = usedRatio >= FULL_RATIO;
  return [
    {
      rule: 'volume-full',
      about: id,
      layer: 'storage',
      severity: isFull ? 'error' : 'warning',
      title: `Volume ${id} of ${machine.name} is ${percent} % full`,
      cause: isFull
        ? 'The kubelet evicts pods below 10 % free.'
        : 'The kubelet begins to remove images at 85 %.',
      evidence: [
        `${percent} % of its file system is used`,
        ...(usedBytes === undefined ? [] : [`${formatBytes(usedBytes)} used`]),
      ],
      takesDown:
        id === 'EPHEMERAL'
          ? 'Pods on the machine, and etcd on a control plane.'
          : 'What writes there.',
      runbook: 'disk-full',
      anchor: 'do',
      nextSteps: [
        `See what takes the room: talosctl -n ${machine.node} usage /var --humanize --depth 2`,
      ],
    },
  ];
}

function lostKeys(
  machine: MachineFacts,
  volume: VolumeFacts,
): ConditionDraft[] {
  return volume.failedKeySyncs.length === 0
    ? []
    : [
        {
          rule: 'volume-keys',
          about: volume.id,
          layer: 'storage',
          severity: 'warning',
          title: `Volume ${volume.id} of ${machine.name} has keys that were not written`,
          cause: volume.failedKeySyncs[0],
          evidence: [...volume.failedKeySyncs],
          takesDown:
            'Nothing now; the volume may not open with that key at the next boot.',
          nextSteps: ['Keep another key, and mend this one before a reboot.'],
        },
      ];
}

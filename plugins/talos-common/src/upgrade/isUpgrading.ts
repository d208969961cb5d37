import {
  fieldsOf,
  isCurrent,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts } from '../facts/MachineFacts';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';

/**
 * Phases of tuppr in which machines are worked on; in the others it waits, which may
 * take days. Source: api/v1alpha1 of tuppr 0.5.
 */
const WORKING = [
  'HealthChecking',
  'PreHook',
  'Draining',
  'Upgrading',
  'Rebooting',
  'PostHook',
];

/** Stages of a machine that somebody works on. */
const MOVING = ['installing', 'upgrading', 'rebooting', 'shutting down'];

/** Whether machines are being upgraded now; undefined: that is not known. */
export function isUpgrading(
  kubernetes: KubernetesSnapshot | undefined,
  machines: readonly MachineFacts[],
): boolean | undefined {
  if (machines.some(({ stage = '' }) => MOVING.includes(stage))) {
    return true;
  }
  if (!kubernetes) {
    return undefined;
  }
  const kinds = [kubernetes.talosUpgrades, kubernetes.kubernetesUpgrades];
  if (
    kinds.some(({ items }) =>
      items.some(({ status }) =>
        WORKING.includes(textOf(fieldsOf(status).phase) ?? ''),
      ),
    )
  ) {
    return true;
  }
  return kinds.every(
    ({ state }) => isCurrent(state) || state.status === 'absent',
  )
    ? false
    : undefined;
}

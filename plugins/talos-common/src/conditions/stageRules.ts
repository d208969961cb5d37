import { formatDuration } from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** A boot or an upgrade that takes longer has probably stopped. */
export const LONG_STAGE_MS = 15 * 60_000;

/** Stages in which something moves; siderolabs/talos runtime/machine_status.go. */
const MOVING = [
  'booting',
  'installing',
  'rebooting',
  'shutting down',
  'resetting',
  'upgrading',
];

/**
 * What the stage and Talos' own readiness say. In other stages than running and
 * booting Talos reports `ready` without any check, so it counts in these two only.
 */
export function stageRules(
  machine: MachineFacts,
  options: { now: number },
): ConditionDraft[] {
  const { stage, stageSince, isReady, unmet } = machine;
  if (stage === 'maintenance') {
    return [
      {
        rule: 'maintenance',
        severity: 'warning',
        title: `${machine.name} waits for a machine config`,
        cause: 'It booted without one, so it is in no cluster.',
        evidence: ['stage: maintenance'],
        takesDown: 'Nothing runs on it.',
        since: stageSince,
        runbook: 'config-apply',
        anchor: 'apply-it',
        nextSteps: ['Apply its machine config from Git.'],
      },
    ];
  }
  const drafts: ConditionDraft[] = [];
  const ageMs = stageSince ? options.now - Date.parse(stageSince) : 0;
  if (stage && MOVING.includes(stage) && ageMs > LONG_STAGE_MS) {
    drafts.push({
      rule: 'stage-long',
      severity: 'warning',
      title: `${machine.name} has been ${stage} for long`,
      cause: `This usually takes minutes; it has taken ${formatDuration(
        ageMs,
      )}.`,
      evidence: [`stage: ${stage}`, ...unmet.map(tellUnmet)],
      takesDown: 'What ran on it runs elsewhere, or not at all.',
      since: stageSince,
      runbook: stage === 'upgrading' ? 'talos-upgrade-failed' : 'node-lost',
      anchor: 'check',
      nextSteps: [`Look at its console: talosctl -n ${machine.node} dmesg`],
    });
  }
  if (stage === 'running' && isReady === false) {
    drafts.push({
      rule: 'not-ready',
      severity: 'error',
      title: `${machine.name} is not ready`,
      cause: unmet.length
        ? `Not met: ${unmet.map(({ name }) => name).join(', ')}.`
        : 'Talos does not say what is not met.',
      evidence: unmet.length ? unmet.map(tellUnmet) : ['ready: false'],
      takesDown: takesDown(unmet.map(({ name }) => name)),
      since: stageSince,
      runbook: unmet.some(({ name }) => name === 'time')
        ? 'time-skew'
        : 'node-lost',
      anchor: 'check',
      nextSteps: [
        `Read what is not met: talosctl -n ${machine.node} get machinestatus -o yaml`,
      ],
    });
  }
  return drafts;
}

function tellUnmet({ name, reason }: { name: string; reason: string }) {
  return reason ? `${name}: ${reason}` : name;
}

function takesDown(names: readonly string[]): string {
  if (names.includes('nodeReady') || names.includes('services')) {
    return 'Pods may be moved off it, and new ones do not start on it.';
  }
  if (names.includes('staticPods')) {
    return 'The control plane of Kubernetes lacks a part on this machine.';
  }
  return 'What depends on it can not be counted on.';
}

import type { MachineFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** A machine that can not be asked while others can, or that refuses the portal. */
export function reachRules(
  machine: MachineFacts,
  options: { isAnySeen: boolean },
): ConditionDraft[] {
  const { state, name, node } = machine;
  const isGone = state.status === 'stale' || state.status === 'unreachable';
  if (isGone && options.isAnySeen) {
    return [
      {
        rule: 'unreachable',
        severity: 'error',
        title: `${name} does not answer`,
        cause: state.message,
        evidence: [
          state.asOf
            ? `last answer at ${state.asOf.slice(0, 19).replace('T', ' ')} UTC`
            : 'it has never answered the portal',
        ],
        takesDown: machine.isControlPlane
          ? 'What runs on it, and one vote of etcd.'
          : 'What runs on it.',
        since: state.since,
        runbook: 'node-lost',
        anchor: 'does-the-machine-answer-at-all',
        nextSteps: [
          ...(state.nextStep ? [state.nextStep] : []),
          `Ask it directly: talosctl -n ${node} -e ${node} version`,
        ],
      },
    ];
  }
  return state.status === 'forbidden' || state.status === 'unauthenticated'
    ? [
        {
          rule: 'refused',
          severity: 'unknown',
          title: `${name} refuses the portal`,
          cause: state.message,
          evidence: [`state: ${state.status}`],
          takesDown: 'Nothing; the portal does not see it.',
          since: state.since,
          runbook: 'talosconfig-lost',
          anchor: 'check',
          nextSteps: state.nextStep ? [state.nextStep] : [],
        },
      ]
    : [];
}

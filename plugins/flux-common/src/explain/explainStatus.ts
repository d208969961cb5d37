import type { FluxExplanation } from '../contract/relation';
import type { JudgedFlux } from '../judge/FluxModel';
import { conditionOf } from '../judge/judgeOwn';
import { FLUX_STATUS_WORDS, type FluxStatus } from '../status/fluxStatus';
import { explainReason, RUNBOOK_PAGE } from './reasons';

/** What to do about a status, where its reason does not say it better. */
const NEXT_STEPS: Partial<
  Record<FluxStatus, { nextStep: string; anchor: string }>
> = {
  Stalled: {
    nextStep: 'Mend what the message says, in Git; then it starts again.',
    anchor: 'mend-it-in-git',
  },
  Failed: { nextStep: 'Read the message, then the events.', anchor: 'check' },
  Retrying: { nextStep: 'Read the message, then the events.', anchor: 'check' },
  Blocked: {
    nextStep: 'Go to the root cause; this one follows by itself.',
    anchor: 'decide',
  },
  Late: {
    nextStep: 'Look whether the Flux controllers run and what they log.',
    anchor: 'has-flux-seen-the-commit',
  },
  Suspended: {
    nextStep: 'Find out who suspended it and why, then resume it.',
    anchor: 'resume',
  },
  Unknown: {
    nextStep: 'Look at the state of its source first.',
    anchor: 'check',
  },
};

/** Statuses whose cause the Ready condition names. */
const TOLD_BY_READY: readonly FluxStatus[] = [
  'Stalled',
  'Failed',
  'Retrying',
  'Progressing',
];

/**
 * The status of an object in plain words, with the next step and the place in
 * the runbook.
 *
 * @public
 */
export function explainStatus(judged: JudgedFlux): FluxExplanation {
  const { status } = judged;
  const { meaning } = FLUX_STATUS_WORDS[status];
  const reason = explainReason(reasonOf(judged));
  const own = NEXT_STEPS[status];
  const nextStep = reason?.nextStep ?? own?.nextStep;
  const runbook =
    reason?.runbook ??
    (own ? { page: RUNBOOK_PAGE, anchor: own.anchor } : undefined);
  return {
    meaning:
      reason && status !== 'Ready' ? `${meaning} ${reason.meaning}` : meaning,
    ...(nextStep && status !== 'Ready' ? { nextStep } : {}),
    ...(runbook && status !== 'Ready' ? { runbook } : {}),
  };
}

function reasonOf({ facts, status }: JudgedFlux): string | undefined {
  switch (status) {
    case 'RolledBack':
      return conditionOf(facts, 'Remediated')?.reason;
    case 'Drifted':
      return conditionOf(facts, 'Drifted')?.reason;
    default:
      return TOLD_BY_READY.includes(status)
        ? conditionOf(facts, 'Ready')?.reason
        : undefined;
  }
}

import type { Severity } from '@homestage/backstage-plugin-lab-common';
import type { FluxCondition } from '../contract/detail';
import { explainReason } from '../explain/reasons';
import type { ConditionFacts, FluxFacts } from '../read/FluxFacts';

/**
 * How bad each condition type is when it is True and when it is False; Unknown
 * is always unknown. Types not listed tell nothing about good or bad.
 *
 * Source: the polarities in fluxcd/pkg/runtime/conditions and the controllers.
 */
const POLARITIES: Readonly<
  Record<string, Readonly<Record<'True' | 'False', Severity>>>
> = {
  Ready: { True: 'ok', False: 'error' },
  Healthy: { True: 'ok', False: 'error' },
  Released: { True: 'ok', False: 'error' },
  TestSuccess: { True: 'ok', False: 'warning' },
  ArtifactInStorage: { True: 'ok', False: 'error' },
  SourceVerified: { True: 'ok', False: 'error' },
  Reconciling: { True: 'info', False: 'ok' },
  Stalled: { True: 'error', False: 'ok' },
  Drifted: { True: 'warning', False: 'ok' },
  Remediated: { True: 'warning', False: 'error' },
  ArtifactOutdated: { True: 'info', False: 'ok' },
  FetchFailed: { True: 'error', False: 'ok' },
  BuildFailed: { True: 'error', False: 'ok' },
  StorageOperationFailed: { True: 'error', False: 'ok' },
  IncludeUnavailable: { True: 'error', False: 'ok' },
};

/**
 * The conditions with their severity and, where the reason is a known one, its
 * meaning.
 *
 * @public
 */
export function deriveConditions(facts: FluxFacts): FluxCondition[] {
  return facts.conditions.map(condition => {
    const { type, status, reason, message, since } = condition;
    const explanation = explainReason(reason);
    return {
      type,
      status,
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
      ...(since ? { since } : {}),
      severity: severityOf(condition),
      ...(explanation ? { explanation } : {}),
    };
  });
}

function severityOf({ type, status, reason }: ConditionFacts): Severity {
  if (type === 'Reconciling' && reason === 'ProgressingWithRetry') {
    return 'error';
  }
  if (status === 'Unknown') {
    return reason === 'Progressing' ? 'info' : 'unknown';
  }
  return Object.hasOwn(POLARITIES, type) ? POLARITIES[type][status] : 'info';
}

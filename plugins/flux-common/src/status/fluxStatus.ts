import type { Severity } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';

/**
 * The words for the state of a Flux object, worst first. The order is the order
 * of every list and count.
 *
 * @public
 */
export const FLUX_STATUSES = [
  'Stalled',
  'Failed',
  'Retrying',
  'RolledBack',
  'Drifted',
  'Blocked',
  'Late',
  'Unknown',
  'Behind',
  'Progressing',
  'Suspended',
  'Ready',
] as const;

/**
 * One of {@link FLUX_STATUSES}.
 *
 * @public
 */
export const fluxStatusSchema = z.enum(FLUX_STATUSES);

/**
 * One of {@link FLUX_STATUSES}.
 *
 * @public
 */
export type FluxStatus = z.infer<typeof fluxStatusSchema>;

/**
 * What a status word says and how it is shown.
 *
 * @public
 */
export interface FluxStatusWord {
  readonly severity: Severity;
  /** The word as people read it. */
  readonly label: string;
  /** One sentence: what it means. */
  readonly meaning: string;
  /** Whether something moves right now: drawn as working. */
  readonly isWorking?: boolean;
  /** Whether the cluster is known to hold what Git says. */
  readonly isAsGitSays?: boolean;
}

/**
 * What each status word says, and how bad it is.
 *
 * @public
 */
export const FLUX_STATUS_WORDS: Readonly<Record<FluxStatus, FluxStatusWord>> =
  Object.freeze({
    Stalled: {
      severity: 'error',
      label: 'Stalled',
      meaning: 'Flux has given up until its declaration or its source changes.',
    },
    Failed: {
      severity: 'error',
      label: 'Failed',
      meaning: 'The last try failed; the next one comes with its interval.',
    },
    Retrying: {
      severity: 'error',
      label: 'Retrying',
      meaning: 'The last try failed and Flux is trying again.',
    },
    RolledBack: {
      severity: 'warning',
      label: 'Rolled back',
      meaning: 'An older release runs, because the one in Git failed.',
    },
    Drifted: {
      severity: 'warning',
      label: 'Drifted',
      meaning:
        'The cluster was changed by hand and differs from what Git says.',
    },
    Blocked: {
      severity: 'warning',
      label: 'Blocked',
      meaning: 'What Git says can not reach it, because of something else.',
    },
    Late: {
      severity: 'warning',
      label: 'Late',
      meaning:
        'It should have been reconciled by now; its controller may be down.',
    },
    Unknown: {
      severity: 'unknown',
      label: 'Unknown',
      meaning: 'Its state was not seen, or not lately.',
    },
    Behind: {
      severity: 'info',
      label: 'Behind',
      meaning: 'Its source has a newer revision that is not applied yet.',
      isWorking: true,
    },
    Progressing: {
      severity: 'info',
      label: 'Progressing',
      meaning: 'Flux is working on it.',
      isWorking: true,
    },
    Suspended: {
      severity: 'info',
      label: 'Suspended',
      meaning:
        'Somebody told Flux to leave it alone; changes in Git do not arrive.',
    },
    Ready: {
      severity: 'ok',
      label: 'Ready',
      meaning: 'It is what Git says.',
      isAsGitSays: true,
    },
  });

/**
 * How bad a status word is.
 *
 * @public
 */
export function fluxSeverity(status: FluxStatus): Severity {
  return FLUX_STATUS_WORDS[status].severity;
}

/**
 * Orders status words worst first.
 *
 * @public
 */
export function compareFluxStatus(a: FluxStatus, b: FluxStatus): number {
  return FLUX_STATUSES.indexOf(a) - FLUX_STATUSES.indexOf(b);
}

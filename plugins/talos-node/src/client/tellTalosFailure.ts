import { status, type ServiceError } from '@grpc/grpc-js';
import type { TalosFeature } from '@homestage/backstage-plugin-talos-common';
import { describeTalosFailure } from './describeTalosFailure';

/** A refusal of Talos is a sentence; nothing longer is passed on. */
const MAX_DETAILS = 300;

/** Codes with which Talos says itself why it does not do something. */
const REFUSALS: readonly number[] = [
  status.UNKNOWN,
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.ABORTED,
  status.INTERNAL,
  status.RESOURCE_EXHAUSTED,
];

/**
 * Why something that somebody waits for was not done, in one sentence or two, with
 * what to do about it.
 *
 * @param error - of a call of the client, or of what was made of its answer
 * @public
 */
export function tellTalosFailure(
  error: unknown,
  options: { node: string; feature: TalosFeature },
): string {
  const { node, feature } = options;
  const { code, details } = error as Partial<ServiceError>;
  if (typeof code !== 'number') {
    return error instanceof Error ? error.message : String(error);
  }
  if (REFUSALS.includes(code)) {
    return `Talos on ${node} refused: ${(details ?? '').slice(0, MAX_DETAILS)}`;
  }
  const failure = describeTalosFailure(error, { node });
  if (failure.status === 'forbidden') {
    return `The role of the credential is too weak for this: it needs ${feature.role}. Make a talosconfig with talosctl config new --roles ${feature.role}, and name it in homestage.talos.clusters.`;
  }
  return [failure.message, failure.nextStep].filter(Boolean).join(' ');
}

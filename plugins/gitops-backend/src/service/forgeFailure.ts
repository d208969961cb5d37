import type {
  ForgeError,
  ForgeErrorCode,
} from '@homestage/backstage-plugin-gitops-node';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';

const STATUSES: Readonly<
  Partial<Record<ForgeErrorCode, SourceState['status']>>
> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  unsupported: 'misconfigured',
  'not-found': 'misconfigured',
};

/** What the state of a forge is that failed, when nothing of it is known. */
export function forgeFailure(
  error: ForgeError,
): Pick<SourceState, 'status' | 'message' | 'nextStep'> {
  const { code, nextStep } = error;
  return {
    status: STATUSES[code] ?? 'unreachable',
    // The error's own text ends with what to do, which stands beside it here.
    message: error.message.replace(` ${nextStep}`, ''),
    nextStep,
  };
}

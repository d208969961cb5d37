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
  host: string,
): Pick<SourceState, 'status' | 'message' | 'nextStep'> {
  const { code, nextStep } = error;
  const status = STATUSES[code] ?? 'unreachable';
  // The error's own text goes on with what to do and with its cause; what it
  // says to do is for those who write.
  const [message] = error.message.split(` ${nextStep}`);
  return {
    status,
    message,
    nextStep:
      status === 'unreachable'
        ? `Check that ${host} is up and can be reached from the backend; it is asked again by itself.`
        : nextStep,
  };
}

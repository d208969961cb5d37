import type { KindRef } from '@homestage/backstage-plugin-lab-common';
import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type { KubeApiError } from '../api/KubeApiError';
import type { StateReport } from './ReflectorSink';

/** What the sentences about a failure need to name. */
export interface FailureSubject {
  readonly cluster: string;
  readonly kind: KindRef;
  /** Whether facts of an earlier answer are still kept. */
  readonly hasFacts: boolean;
}

/** The state of a source whose list or watch has failed: code to status in one table. */
export function describeFailure(
  error: KubeApiError,
  subject: FailureSubject,
): StateReport {
  const { cluster } = subject;
  const what = formatKindRef(subject.kind);
  switch (error.code) {
    case 'unauthenticated':
      return {
        status: 'unauthenticated',
        message: `${cluster} refuses the credential of the portal (HTTP 401)`,
        nextStep: `Give the portal a valid token for ${cluster}; it is read again by itself`,
      };
    case 'forbidden':
      return {
        status: subject.hasFacts ? 'stale' : 'forbidden',
        message: `The portal may not list ${what} on ${cluster} (HTTP 403)`,
        nextStep: `Allow get, list and watch for ${what} in the portal's ClusterRole`,
      };
    case 'credentialMissing':
      return {
        status: 'misconfigured',
        message: error.message,
        nextStep: `Put the file in place or correct the configuration of ${cluster}`,
      };
    case 'tlsFailure':
      return unanswered(
        subject,
        error.message,
        `Set caFile or caData of ${cluster} to the certificate of its API`,
      );
    case 'unreachable':
    case 'timedOut':
      return unanswered(
        subject,
        error.message,
        `Check that the API of ${cluster} runs and can be reached from the portal`,
      );
    case 'tooManyRequests':
      return unanswered(
        subject,
        'it asks for fewer requests (HTTP 429)',
        undefined,
      );
    case 'notFound':
    case 'methodNotAllowed':
    case 'gone':
    case 'rejected':
    case 'serverFailure':
    case 'unreadable':
      return unanswered(subject, error.message, undefined);
    default:
      return unanswered(subject, exhausted(error.code), undefined);
  }
}

function unanswered(
  subject: FailureSubject,
  why: string,
  nextStep: string | undefined,
): StateReport {
  return {
    status: subject.hasFacts ? 'stale' : 'unreachable',
    message: `${subject.cluster} does not answer for ${formatKindRef(
      subject.kind,
    )}: ${why}`,
    nextStep,
  };
}

function exhausted(code: never): string {
  return String(code);
}

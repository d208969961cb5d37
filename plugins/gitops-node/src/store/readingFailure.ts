import { isError } from '@backstage/errors';
import type { SourceStatus } from '@homestage/backstage-plugin-lab-common';
import { isForgeError } from '../forge/ForgeError';
import type { ForgeErrorCode } from '../forge/ForgeError';
import type { RepositoryInfo } from '../types/RepositoryInfo';

/** Why a tree could not be read, as a state of its source. */
export interface ReadingFailure {
  readonly status: SourceStatus;
  readonly message: string;
  readonly nextStep: string;
}

type FailureKind = Extract<
  SourceStatus,
  'unauthenticated' | 'forbidden' | 'misconfigured' | 'unreachable'
>;

const BY_FORGE_CODE: Readonly<Record<ForgeErrorCode, FailureKind>> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  'not-found': 'misconfigured',
  exists: 'unreachable',
  conflict: 'unreachable',
  invalid: 'misconfigured',
  'rate-limited': 'unreachable',
  unreachable: 'unreachable',
  failed: 'unreachable',
  unsupported: 'unreachable',
};

const BY_ERROR_NAME: Readonly<Record<string, FailureKind>> = {
  NotFoundError: 'misconfigured',
  AuthenticationError: 'unauthenticated',
  NotAllowedError: 'forbidden',
};

/**
 * Says what is wrong in plain words. The URL readers' own messages are not
 * passed on: they hold addresses of the API, not what a person has to do.
 *
 * @param error - what reading threw
 * @param diagnosis - why the forge's API does not give the same branch; undefined when it does
 */
export function readingFailure(
  error: unknown,
  diagnosis: unknown,
  repository: RepositoryInfo,
): ReadingFailure {
  const kind = failureKind(error, diagnosis);
  const { host, owner, repository: name, branch } = repository;
  const what = `${owner}/${name} on ${host}`;
  switch (kind) {
    case 'unauthenticated':
      return {
        status: kind,
        message: `${host} refuses the token that reads ${owner}/${name}.`,
        nextStep: `Set a valid token for ${host} under integrations and restart.`,
      };
    case 'forbidden':
      return {
        status: kind,
        message: `The token for ${host} may not read ${owner}/${name}.`,
        nextStep: 'Give the token read access to the repository.',
      };
    case 'misconfigured':
      return {
        status: kind,
        message: `${what} has no branch '${branch}', or is hidden from us.`,
        nextStep: `Check url and branch of '${repository.name}' under homestage.gitops.repositories, and the token's access.`,
      };
    default:
      if (diagnosis === undefined) {
        return {
          status: kind,
          message: `${what} answers, but its tree could not be read.`,
          nextStep:
            'It is tried again; look into the log of the backend for the reason.',
        };
      }
      return {
        status: kind,
        message: `${what} does not answer.`,
        nextStep: `Check that ${host} is up and can be reached from the backend.`,
      };
  }
}

function failureKind(error: unknown, diagnosis: unknown): FailureKind {
  if (isForgeError(diagnosis)) {
    return BY_FORGE_CODE[diagnosis.code];
  }
  const name = isError(error) ? error.name : '';
  return BY_ERROR_NAME[name] ?? 'unreachable';
}

import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
  type GithubCredentialsProvider,
  type GitlabCredentialsProvider,
} from '@backstage/integration';
import type { ForgeKind } from '../types/RepositoryInfo';
import { ForgeError } from './ForgeError';

/** As whom a forge is asked. */
export interface ForgeAccess {
  /** Asked for before each call, since some credentials run out. */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** What to do when the forge refuses these credentials. */
  readonly nextStep: string;
}

/** With the token that a person brought. */
export function userAccess(kind: ForgeKind, token: string): ForgeAccess {
  const scheme = kind === 'gitea' ? 'token' : 'Bearer';
  return {
    headers: async () => ({ authorization: `${scheme} ${token}` }),
    nextStep:
      'The token you are signed in with is not accepted: sign in to this forge again, then run it again.',
  };
}

/** @param integration - unset: anonymous */
export function giteaAccess(
  integration: GiteaIntegrationConfig | undefined,
): ForgeAccess {
  return {
    headers: async () =>
      integration ? getGiteaRequestOptions(integration).headers ?? {} : {},
    nextStep: nextStepOf('gitea'),
  };
}

/**
 * With the token, or the app's installation, of an integration. The provider's
 * own failures (no installation, a key that is refused) are told as
 * `unauthenticated`.
 *
 * @param provider - unset: anonymous
 */
export function providedAccess(
  provider: GithubCredentialsProvider | GitlabCredentialsProvider | undefined,
  options: { kind: 'github' | 'gitlab'; url: string; host: string },
): ForgeAccess {
  const { kind, url, host } = options;
  const nextStep = nextStepOf(kind);
  return {
    nextStep,
    async headers() {
      try {
        return (await provider?.getCredentials({ url }))?.headers ?? {};
      } catch (cause) {
        throw new ForgeError({
          code: 'unauthenticated',
          message: `No credentials for ${url} could be had from integrations.${kind} (host ${host}).`,
          nextStep:
            kind === 'github'
              ? 'Check that the GitHub App is installed for the owner of the repository, and its key; or set a token.'
              : nextStep,
          cause,
        });
      }
    },
  };
}

function nextStepOf(kind: ForgeKind): string {
  return `Set a valid token for this host under integrations.${kind}.`;
}

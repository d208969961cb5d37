import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { scmAuthApiRef } from '@backstage/integration-react';
import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';

/** Where templates expect the token of the person, as in Backstage's own. */
const SECRET = 'USER_OAUTH_TOKEN';

/** Whether the run of a template has a token to act as the person with. */
export function useHasToken(): boolean {
  const { secrets } = useTemplateSecrets();
  return Boolean(secrets[SECRET]);
}

/** Whether the person is signed in to a forge. */
export type SignInState =
  | { readonly status: 'asking' | 'signed-in' | 'signed-out' }
  | { readonly status: 'failed'; readonly message: string };

/**
 * Gives the run of a template the person's own token for a forge, where they are
 * signed in to it. Nobody is asked to sign in before `signIn` is called.
 *
 * @param url - address of the repository
 */
export function usePersonalSignIn(url: string): {
  state: SignInState;
  signIn: () => Promise<void>;
} {
  const scmAuth = useApi(scmAuthApiRef);
  const { setSecrets } = useTemplateSecrets();
  const [answer, setAnswer] = useState<{ url: string; state: SignInState }>();

  const ask = useCallback(
    async (options: { optional: boolean; isDropped?: () => boolean }) => {
      const { optional, isDropped } = options;
      const state = await scmAuth
        .getCredentials({ url, optional, additionalScope: { repoWrite: true } })
        .then(
          ({ token }): SignInState => {
            // Also when there is none: one for another forge must not go on.
            setSecrets({ [SECRET]: token });
            return { status: token ? 'signed-in' : 'signed-out' };
          },
          ({ message }: Error): SignInState => ({ status: 'failed', message }),
        );
      if (!isDropped?.()) {
        setAnswer({ url, state });
      }
    },
    [scmAuth, setSecrets, url],
  );

  useEffect(() => {
    let isGone = false;
    ask({ optional: true, isDropped: () => isGone });
    return () => {
      isGone = true;
    };
  }, [ask]);

  return {
    state: answer?.url === url ? answer.state : { status: 'asking' },
    signIn: () => ask({ optional: false }),
  };
}

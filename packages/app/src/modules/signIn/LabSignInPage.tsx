import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from './oidcAuthApiRef';

/**
 * In production people sign in with OIDC. On somebody's own machine they are
 * let in as the guest at once: the backend refuses guests everywhere else.
 */
export function LabSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  if (config.getOptionalString('auth.environment') === 'production') {
    return (
      <SignInPage
        {...props}
        auto
        provider={{
          id: 'oidc',
          title: 'Your account',
          message: 'Sign in with the OpenID Connect provider of this lab',
          apiRef: oidcAuthApiRef,
        }}
      />
    );
  }
  return <ProxiedSignInPage {...props} provider="guest" />;
}

import type {
  BackstageIdentityApi,
  ProfileInfoApi,
  SessionApi,
} from '@backstage/core-plugin-api';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** Sign-in through the OpenID Connect provider of `auth.providers.oidc`. */
export const oidcAuthApiRef = createApiRef<
  ProfileInfoApi & BackstageIdentityApi & SessionApi
>().with({ id: 'auth.oidc', pluginId: 'app' });

import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultForgeService } from '../forge/DefaultForgeService';
import type { Forge } from '../types/Forge';

/**
 * Whether a change of a repository is proposed as the person who asks for it:
 * `none` where Backstage cannot sign people in to its forge, `offered` where it
 * can, and `required` where it also must.
 *
 * @public
 */
export type PersonalSignIn = 'none' | 'offered' | 'required';

/**
 * Gives the forge of a configured repository.
 *
 * @public
 */
export interface ForgeService {
  /**
   * Throws NotFoundError for an unknown name.
   *
   * The token is that of the person who asks, so that the forge sees their
   *   name and their rights; unset: the credentials of `integrations`
   */
  forRepository(name: string, options?: { readonly token?: string }): Forge;

  /**
   * As `scaffolder.requireScmUserCredentials` says. Throws NotFoundError for an
   * unknown name.
   */
  signIn(name: string): PersonalSignIn;
}

/** @public */
export const forgeServiceRef = createServiceRef<ForgeService>({
  id: 'homestage.gitops.forge',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      async factory({ config }) {
        return DefaultForgeService.fromConfig(config);
      },
    }),
});

import type { ImageCheck } from '@homestage/backstage-plugin-gitops-common';

/**
 * Asks registries whether they have an image.
 *
 * @public
 */
export interface ImageRegistries {
  /**
   * Whether the image's registry has it, as an answer that is at most some
   * minutes old. Only registries that an image of the trees or of the presets
   * comes from, or that `homestage.gitops.images.registries` names, are asked.
   * Never rejects because of a registry: what it can not tell is `unknown`.
   *
   * @param image - an image reference; a text that is none rejects with InputError
   */
  check(image: string): Promise<ImageCheck>;
}

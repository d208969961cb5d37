import type { ImageReference } from './ImageReference';

/**
 * Where an image is asked for by the OCI distribution API.
 *
 * @public
 */
export interface ImageLocation {
  /** The registry as people write it: `docker.io` where the text names none. */
  readonly registry: string;
  /** Host, with port, that speaks the API. */
  readonly host: string;
  /** Name of the repository in the registry. */
  readonly name: string;
  /** The digest where there is one, as a runtime pulls by it; else the tag. */
  readonly reference: string;
}

const DOCKER_HUB = 'docker.io';
/** Names of Docker Hub, none of which speaks the API. */
const DOCKER_HUB_NAMES: readonly string[] = [
  DOCKER_HUB,
  'index.docker.io',
  'registry-1.docker.io',
];
const DOCKER_HUB_HOST = 'registry-1.docker.io';
/** Where Docker Hub keeps the images that have no owner. */
const OFFICIAL = 'library';

/**
 * Finds an image's registry and its name there, with Docker Hub's special cases:
 * the registry of a name without host, and the owner of a name without one.
 *
 * @public
 */
export function locateImage(image: ImageReference): ImageLocation {
  const reference = image.digest ?? image.tag ?? 'latest';
  const written = image.registry?.toLowerCase();
  const path = image.registry
    ? image.repository.slice(image.registry.length + 1)
    : image.repository;
  if (written && !DOCKER_HUB_NAMES.includes(written)) {
    return { registry: written, host: written, name: path, reference };
  }
  return {
    registry: DOCKER_HUB,
    host: DOCKER_HUB_HOST,
    name: path.includes('/') ? path : `${OFFICIAL}/${path}`,
    reference,
  };
}

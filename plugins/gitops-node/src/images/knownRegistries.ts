import {
  locateImage,
  parseImageReference,
} from '@homestage/backstage-plugin-gitops-common';
import type { AppPresets } from '../services/appPresetsServiceRef';
import type { RepoStore } from '../types/RepoStore';

/**
 * The registries that the lab takes images from already: those of its trees as
 * they are on their forges, and of the presets.
 */
export async function knownRegistries(options: {
  readonly repoStore: RepoStore;
  readonly presets: AppPresets;
}): Promise<ReadonlySet<string>> {
  const { repoStore, presets } = options;
  const described = await presets.all().then(
    catalog => [...catalog.presets.values()],
    // What is wrong with the folder is said where presets are chosen; the trees count all the same.
    () => [],
  );
  const repositories = [
    ...repoStore
      .repositories()
      .flatMap(({ name }) => repoStore.snapshot(name).index?.images ?? [])
      .map(({ repository }) => repository),
    ...described.map(({ image }) => image.repository),
  ];
  return new Set(repositories.flatMap(registryOf));
}

/** None where the cluster only can complete the name, as with `${REGISTRY}/app`. */
function registryOf(repository: string): string[] {
  const parsed = parseImageReference(repository);
  return parsed.ok ? [locateImage(parsed.image).registry] : [];
}

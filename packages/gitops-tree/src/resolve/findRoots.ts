import { isInside } from '../paths/isInside';
import { isFluxKustomization } from './fluxKinds';
import type { WrittenManifest } from './readManifests';
import { readFluxSpec } from './readFluxSpec';

/**
 * The Flux Kustomizations that nothing in the tree can be expected to apply:
 * those whose file lies in no other one's path. They are what a person applied
 * by hand, or what FluxInstance or `flux bootstrap` syncs. One whose path holds
 * its own file (bootstrap's own) is a root too.
 */
export function findRoots(
  manifests: readonly WrittenManifest[],
): WrittenManifest[] {
  const kustomizations = manifests.filter(({ manifest }) =>
    isFluxKustomization(manifest),
  );
  const paths = kustomizations.map(
    ({ manifest }) => readFluxSpec(manifest).path,
  );
  return kustomizations.filter(({ file }, index) =>
    paths.every(
      (path, other) =>
        path === undefined ||
        other === index ||
        !isInside(file, path) ||
        // A self-contained root covers its neighbours, never the other way round.
        isInside(kustomizations[other].file, paths[index] ?? '\0'),
    ),
  );
}

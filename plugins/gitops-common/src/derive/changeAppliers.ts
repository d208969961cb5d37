import type { TreeIndex, TreeKustomization } from '@homestage/gitops-tree';

/**
 * Whose state says whether a change of files has arrived, each by
 * `namespace/name`.
 *
 * @public
 */
export interface ChangeAppliers {
  /** Flux Kustomizations that apply the files, or that stand in them. */
  readonly kustomizations: readonly string[];
  /** HelmReleases of the files, and of the apps that they belong to. */
  readonly helmReleases: readonly string[];
  /** Every Kustomization on the way there; a suspended one holds all up. */
  readonly ancestors: readonly string[];
}

/**
 * Finds who brings a change of files to the cluster. A file that makes an object
 * is applied by the last Kustomization of the object's chain; any other, and one
 * that is gone, by the Kustomization whose directory it is in.
 *
 * @public
 */
export function changeAppliers(
  index: Pick<
    TreeIndex,
    'objects' | 'kustomizations' | 'helmReleases' | 'apps'
  >,
  files: readonly string[],
): ChangeAppliers {
  const known = new Map(
    index.kustomizations
      .filter(({ state }) => state === 'reached' || state === 'suspended')
      .map(each => [keyOf(each), each]),
  );
  const kustomizations = new Set<string>();
  const helmReleases = new Set<string>();
  const ancestors = new Set<string>();
  const follow = (chain: readonly string[]) => {
    const fluxChain = chain.filter(key => known.has(key));
    const last = fluxChain.at(-1);
    if (last) {
      kustomizations.add(last);
    }
    fluxChain.forEach(key => ancestors.add(key));
  };
  for (const file of files) {
    const made = index.objects.filter(
      object => object.file === file && object.chain.length > 0,
    );
    made.forEach(({ chain }) => follow(chain));
    const declared = [...known.values()].filter(each => each.file === file);
    declared.forEach(each => follow([...each.chain, keyOf(each)]));
    const owner = made.length === 0 ? innermost(file, known) : undefined;
    if (owner) {
      follow([...owner.chain, keyOf(owner)]);
    }
    releasesOf(index, file).forEach(key => helmReleases.add(key));
  }
  return {
    kustomizations: [...kustomizations].sort(),
    helmReleases: [...helmReleases].sort(),
    ancestors: [...ancestors].sort(),
  };
}

function innermost(
  file: string,
  known: ReadonlyMap<string, TreeKustomization>,
): TreeKustomization | undefined {
  return [...known.values()]
    .filter(({ isLocal, path }) => isLocal && isIn(file, path))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** Those of the innermost app, whatever file of it is changed: values have files of their own. */
function releasesOf(
  index: Pick<TreeIndex, 'helmReleases' | 'apps'>,
  file: string,
): string[] {
  const app = index.apps
    .filter(({ directory }) => isIn(file, directory))
    .sort((a, b) => b.directory.length - a.directory.length)[0];
  const releases =
    app?.helmReleases ?? index.helmReleases.filter(each => each.file === file);
  return releases
    .filter(({ state }) => state === 'reached')
    .map(({ name, namespace = app?.namespace }) => keyOf({ name, namespace }));
}

function isIn(file: string, directory: string): boolean {
  return directory === '' || file.startsWith(`${directory}/`);
}

function keyOf(object: { namespace?: string; name: string }): string {
  return `${object.namespace ?? ''}/${object.name}`;
}

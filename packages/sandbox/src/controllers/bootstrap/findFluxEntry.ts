import { FileSet } from '@homestage/gitops-tree';

/** Where most trees begin, the more particular first. */
const USUAL_ENTRIES = [
  'kubernetes/flux/cluster',
  'kubernetes/flux/config',
  'flux/cluster',
  'kubernetes/flux',
  'cluster/flux',
];

const directoryOf = (file: string) => file.split('/').slice(0, -1).join('/');

/** `flux bootstrap` writes gotk-sync.yaml into `<path>/flux-system`. */
function bootstrapped(files: FileSet): string | undefined {
  const sync = [...files.keys()].find(file =>
    file.endsWith('flux-system/gotk-sync.yaml'),
  );
  return sync && directoryOf(directoryOf(sync));
}

const isFluxKustomization = (text: string) =>
  /^apiVersion:\s*["']?kustomize\.toolkit\.fluxcd\.io\//m.test(text);

/**
 * The directory that Flux is pointed at when a cluster is made from a tree: what
 * `flux bootstrap` left, else a usual place, else the directory of the Flux
 * Kustomization nearest to the root. Undefined when the tree has none.
 * @public
 */
export function findFluxEntry(files: FileSet): string | undefined {
  const entry = bootstrapped(files);
  if (entry !== undefined) return entry;
  const withFlux = [...files]
    .filter(
      ([file, text]) => /\.ya?ml$/.test(file) && isFluxKustomization(text),
    )
    .map(([file]) => directoryOf(file));
  const usual = USUAL_ENTRIES.find(place => withFlux.includes(place));
  if (usual) return usual;
  const depth = (directory: string) => directory.split('/').length;
  return withFlux.sort((a, b) => depth(a) - depth(b) || a.localeCompare(b))[0];
}

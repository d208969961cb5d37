import { parse, parseAllDocuments } from 'yaml';
import { chartOf } from './chartOf';
import { helmKustomization } from './helmKustomization';
import { valuesText } from './valuesText';

/** Fields of a HelmRelease whose meaning is kept, or that only steer Flux. */
const CARRIED = new Set([
  'chart',
  'chartRef',
  'dependsOn',
  'driftDetection',
  'install',
  'interval',
  'maxHistory',
  'releaseName',
  'rollback',
  'targetNamespace',
  'test',
  'timeout',
  'uninstall',
  'upgrade',
  'values',
]);

const FLUX_ONLY = [
  'helmrelease.yaml',
  'helmrepository.yaml',
  'ocirepository.yaml',
];

interface FluxKustomization {
  metadata?: { name?: string };
  spec?: {
    path?: string;
    targetNamespace?: string;
    components?: unknown;
    postBuild?: unknown;
  };
}

interface HelmRelease {
  metadata?: { name?: string };
  spec?: Record<string, unknown>;
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

const isFluxKustomization = (path: string) =>
  /^kubernetes\/apps\/[^/]+\/[^/]+\/ks\.yaml$/.test(path);

/**
 * The same apps for an engine that is not Flux: each folder that a Flux
 * Kustomization applies becomes one that `kustomize build --enable-helm` builds,
 * with `helmCharts` and `values.yaml` in the place of the HelmRelease and its
 * source. The files of Flux itself (`ks.yaml`, sources) are left out.
 *
 * What follows from Flux alone (dependencies, health checks, waiting) is lost;
 * components and substitution of a Flux Kustomization are refused.
 *
 * @param files - path to text
 * @param namespaces - folder to the namespace that its objects go to; unset: as the
 * Flux Kustomizations among the files say
 * @throws Error naming the file that cannot be carried over.
 * @public
 */
export function toPlainKustomize(
  files: ReadonlyMap<string, string>,
  namespaces: ReadonlyMap<string, string> = namespacesOfFolders(files),
): ReadonlyMap<string, string> {
  const plain = new Map<string, string>();
  for (const [path, text] of files) {
    if (isFluxKustomization(path)) {
      continue;
    }
    const folder = folderOf(path);
    const name = path.slice(folder.length + 1);
    const release = files.get(`${folder}/helmrelease.yaml`);
    if (release !== undefined && FLUX_ONLY.includes(name)) {
      if (name === 'helmrelease.yaml') {
        plain.set(`${folder}/values.yaml`, valuesText(text, path));
      }
      continue;
    }
    plain.set(
      path,
      name === 'kustomization.yaml'
        ? plainKustomization(files, { path, namespace: namespaces.get(folder) })
        : text,
    );
  }
  return plain;
}

/** Folder that a Flux Kustomization applies to the namespace it applies it to. */
function namespacesOfFolders(
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const namespaces = new Map<string, string>();
  for (const [path, text] of files) {
    if (isFluxKustomization(path)) {
      const namespace = path.split('/')[2];
      for (const document of parseAllDocuments(text)) {
        const { metadata, spec } = (document.toJS() ?? {}) as FluxKustomization;
        if (spec?.components || spec?.postBuild) {
          throw new Error(
            `${path}: Kustomization ${metadata?.name} uses components or substitution of Flux, which another engine lacks: take gitops.engine flux, or leave this feature out`,
          );
        }
        namespaces.set(
          (spec?.path ?? '').replace(/^\.\//, '').replace(/\/$/, ''),
          spec?.targetNamespace ?? namespace,
        );
      }
    }
  }
  return namespaces;
}

function plainKustomization(
  files: ReadonlyMap<string, string>,
  options: { path: string; namespace: string | undefined },
): string {
  const { path, namespace } = options;
  const folder = folderOf(path);
  const text = files.get(path) ?? '';
  const source = files.get(`${folder}/helmrelease.yaml`);
  if (source === undefined) {
    return helmKustomization(text, { namespace });
  }
  const release = parse(source) as HelmRelease;
  const lost = Object.keys(release.spec ?? {}).filter(key => !CARRIED.has(key));
  if (lost.length > 0) {
    throw new Error(
      `${folder}/helmrelease.yaml: ${lost.join(
        ', ',
      )} cannot be said without Flux: put it into values`,
    );
  }
  return helmKustomization(text, {
    namespace,
    left: FLUX_ONLY,
    chart: {
      ...chartOf(files, folder, release),
      releaseName: String(
        release.spec?.releaseName ?? release.metadata?.name ?? '',
      ),
    },
  });
}

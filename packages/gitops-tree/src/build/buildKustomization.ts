import { treePath } from '../paths/treePath';
import { ParsedFiles } from '../read/ParsedFiles';
import type { BuildOptions, BuiltKustomization, FileSet } from '../types';
import type { BuildError } from './BuildError';
import { buildResources } from './buildResources';

/**
 * Builds what kustomize-controller would apply for one Flux Kustomization:
 * kustomize's build of `path` with the spec's own components, patches, images,
 * name affixes and target namespace, then `commonMetadata`, then `postBuild`.
 *
 * Differs on purpose: resources behind addresses are built only where the caller
 * reads them, Helm charts and plugins are not built, and Secrets encrypted with SOPS stay encrypted.
 *
 * @throws BuildError naming the file at fault
 * @public
 */
export function buildKustomization(
  files: FileSet,
  options: BuildOptions,
): BuiltKustomization {
  const { resources, read } = buildResources(ParsedFiles.of(files), options, {
    onError: raise,
  });
  return {
    objects: resources.map(({ manifest, file, line }) => ({
      object: manifest,
      file,
      line,
    })),
    files: [...read].filter(path => files.has(treePath(path) ?? '')),
  };
}

function raise(error: BuildError): never {
  throw error;
}

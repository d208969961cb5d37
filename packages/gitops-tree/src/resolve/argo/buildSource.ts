import { BuildError } from '../../build/BuildError';
import { findKustomizationFile } from '../../build/findKustomizationFile';
import { isClusterScoped } from '../../build/isClusterScoped';
import type { KnownBuild, KnownBuilds } from '../../build/KnownBuilds';
import type { KustomizeResource } from '../../build/KustomizeResource';
import { readResources } from '../../build/readResources';
import { groupOfApiVersion } from '../../read/groupOfApiVersion';
import type { ParsedFiles } from '../../read/ParsedFiles';
import type { TreeApplicationSource } from '../../types';

/** A source whose files are in the tree. */
export type LocalSource = TreeApplicationSource & { readonly path: string };

/**
 * What Argo CD would apply of a directory: what its kustomization builds, or
 * every manifest in it. A directory with a Helm chart is not rendered; its files
 * count as read.
 */
export function buildSource(
  { files, builds }: { files: ParsedFiles; builds: KnownBuilds },
  source: LocalSource,
): KnownBuild {
  const directory = files.directory(source.path);
  if (directory?.files.has('Chart.yaml')) {
    const read = filesBelow(files, source.path, true);
    return { resources: [], read: new Set(read), errors: [] };
  }
  return findKustomizationFile(files, source.path) || !directory
    ? builds.build({ path: source.path }, { hasCharts: true })
    : readDirectory(files, source);
}

/** Every manifest of a directory: without `directory.recurse` only those directly in it. */
function readDirectory(
  files: ParsedFiles,
  { path, isRecursive }: LocalSource,
): KnownBuild {
  const read = filesBelow(files, path, isRecursive).filter(file =>
    /\.(ya?ml|json)$/.test(file),
  );
  const errors: BuildError[] = [];
  const resources = read.flatMap(file => {
    try {
      return readResources(files, file);
    } catch (error) {
      if (!(error instanceof BuildError)) {
        throw error;
      }
      errors.push(error);
      return [];
    }
  });
  return { resources, read: new Set(read), errors };
}

function filesBelow(
  files: ParsedFiles,
  path: string,
  isRecursive: boolean,
): string[] {
  const prefix = path === '' ? '' : `${path}/`;
  return [...files.files.keys()].filter(
    file =>
      file.startsWith(prefix) &&
      (isRecursive || !file.slice(prefix.length).includes('/')),
  );
}

/** Objects without a namespace go to the Application's; those that have one keep it. */
export function withNamespace(
  { manifest }: KustomizeResource,
  namespace: string | undefined,
): KustomizeResource['manifest'] {
  const { apiVersion, kind, metadata } = manifest;
  return namespace === undefined ||
    metadata.namespace !== undefined ||
    isClusterScoped(groupOfApiVersion(apiVersion), kind)
    ? manifest
    : { ...manifest, metadata: { ...metadata, namespace } };
}

import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import type { HelmReleaseConventions, TreeIndex } from '../types';
import { isMostly, majority } from './majority';
import { writtenManifest } from './writtenManifest';

/** How HelmReleases are written. */
export function inspectHelmReleases(
  parsed: ParsedFiles,
  { helmReleases }: TreeIndex,
): HelmReleaseConventions {
  const manifests = helmReleases.flatMap(
    release => writtenManifest(parsed, release) ?? [],
  );
  return {
    apiVersion: majority(
      manifests.map(manifest => textField(manifest, 'apiVersion')),
    ),
    interval: majority(
      manifests.map(manifest => textField(manifest, 'spec', 'interval')),
    ),
    hasMetadataNamespace: isMostly(
      manifests.map(
        manifest => textField(manifest, 'metadata', 'namespace') !== undefined,
      ),
    ),
  };
}

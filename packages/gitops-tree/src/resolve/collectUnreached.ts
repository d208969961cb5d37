import { field } from '../read/field';
import type { ParsedFiles } from '../read/ParsedFiles';
import type { Manifest, TreeObject } from '../types';
import { explainUnreached } from './explainUnreached';
import type { Unreached } from './explainUnreached';
import { isFluxKustomization, isKustomizeConfig } from './fluxKinds';
import { readFluxSpec } from './readFluxSpec';
import type { WrittenManifest } from './readManifests';
import type { ScannedFiles } from './scanFiles';
import { toTreeObject } from './toTreeObject';
import type { WalkedTree } from './walkTree';

/** The objects that stand in files which no build read, with the reason. */
export function collectUnreached(
  files: ParsedFiles,
  scanned: ScannedFiles,
  walked: WalkedTree,
): TreeObject[] {
  const kustomizations = scanned.manifests.filter(({ manifest }) =>
    isFluxKustomization(manifest),
  );
  const pointers = kustomizations.map(({ file, manifest }) => ({
    file,
    path: readFluxSpec(manifest).path,
  }));
  const targets = kustomizations.flatMap(namespaceTarget);
  const reasons = new Map<string, Unreached>();
  return scanned.manifests
    .filter(
      ({ file, manifest }) =>
        !walked.read.has(file) && !isKustomizeConfig(manifest),
    )
    .map(written => {
      const known = reasons.get(written.file);
      const reason =
        known ??
        explainUnreached(written.file, {
          files,
          read: walked.read,
          pointers,
        });
      reasons.set(written.file, reason);
      return toTreeObject(
        withNamespace(written, targets),
        {
          file: written.file,
          line: written.document.line,
          column: written.document.column,
        },
        { chain: [], ...reason },
      );
    });
}

/** Where a Kustomization gives its objects a namespace. */
interface NamespaceTarget {
  readonly prefix: string;
  readonly namespace: string;
}

function namespaceTarget({ manifest }: WrittenManifest): NamespaceTarget[] {
  const path = field(manifest.spec, 'path');
  const namespace = field(manifest.spec, 'targetNamespace');
  return typeof path === 'string' && typeof namespace === 'string'
    ? [{ prefix: `${path.replace(/^\.?\//, '')}/`, namespace }]
    : [];
}

/** Gives the object the namespace that the Kustomization pointing at it would. */
function withNamespace(
  { manifest, file }: WrittenManifest,
  targets: readonly NamespaceTarget[],
): Manifest {
  if (manifest.metadata.namespace !== undefined) {
    return manifest;
  }
  const target = targets.find(({ prefix }) => file.startsWith(prefix));
  return target
    ? {
        ...manifest,
        metadata: { ...manifest.metadata, namespace: target.namespace },
      }
    : manifest;
}

import { field } from '../read/field';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import type { FluxKustomizationConventions, TreeIndex } from '../types';
import { isMostly, majority } from './majority';
import { writtenManifest } from './writtenManifest';

/** How the Kustomizations of apps are written. */
export function inspectFluxKustomizations(
  parsed: ParsedFiles,
  index: TreeIndex,
): FluxKustomizationConventions {
  const objects = index.apps.flatMap(({ kustomizations }) => kustomizations);
  const written = objects.flatMap(object => {
    const manifest = writtenManifest(parsed, object);
    return manifest ? [{ object, manifest }] : [];
  });
  const manifests = written.map(({ manifest }) => manifest);
  const most = <T>(read: (manifest: Record<string, unknown>) => T) =>
    majority(manifests.map(read));
  const namespaces = manifests.map(manifest =>
    textField(manifest, 'metadata', 'namespace'),
  );
  const sourceRef = most(manifest => ({
    kind: textField(manifest, 'spec', 'sourceRef', 'kind') ?? '',
    name: textField(manifest, 'spec', 'sourceRef', 'name') ?? '',
    namespace: textField(manifest, 'spec', 'sourceRef', 'namespace'),
  }));
  return {
    apiVersion: most(manifest => textField(manifest, 'apiVersion')),
    interval: most(manifest => textField(manifest, 'spec', 'interval')),
    retryInterval: most(manifest =>
      textField(manifest, 'spec', 'retryInterval'),
    ),
    timeout: most(manifest => textField(manifest, 'spec', 'timeout')),
    prune: asFlag(most(manifest => field(manifest, 'spec', 'prune'))),
    wait: asFlag(most(manifest => field(manifest, 'spec', 'wait'))),
    pathPrefix: most(pathPrefixOf) ?? './',
    ...(sourceRef?.name && { sourceRef }),
    hasTargetNamespace: isMostly(
      manifests.map(
        manifest =>
          textField(manifest, 'spec', 'targetNamespace') !== undefined,
      ),
    ),
    hasMetadataNamespace: isMostly(
      namespaces.map(namespace => namespace !== undefined),
    ),
    ...sharedNamespace(index, namespaces),
    hasCommonMetadata: isMostly(
      manifests.map(
        manifest =>
          field(manifest, 'spec', 'commonMetadata', 'labels') !== undefined,
      ),
    ),
    hasNameAnchor: isMostly(
      objects.map(({ file }) =>
        /^\s*name:\s*&\w+/m.test(index.files.get(file) ?? ''),
      ),
    ),
  };
}

/** The one namespace most Kustomizations live in, when it is not simply their app's. */
function sharedNamespace(
  { apps }: TreeIndex,
  namespaces: readonly (string | undefined)[],
) {
  const shared = majority(namespaces);
  const isTheirs = isMostly(apps.map(({ namespace }) => namespace === shared));
  const isShared =
    isMostly(namespaces.map(namespace => namespace === shared)) && !isTheirs;
  return shared !== undefined && isShared && apps.length > 1
    ? { metadataNamespace: shared }
    : {};
}

function asFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function pathPrefixOf(manifest: unknown): './' | '' | '/' {
  const path = textField(manifest, 'spec', 'path') ?? './';
  if (path.startsWith('./')) {
    return './';
  }
  return path.startsWith('/') ? '/' : '';
}

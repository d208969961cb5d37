import { treePath } from '../paths/treePath';
import { field } from '../read/field';
import { listField } from '../read/listField';
import { textField } from '../read/textField';
import { textList } from '../read/textList';
import { textRecord } from '../read/textRecord';
import type {
  BuildOptions,
  KustomizePatch,
  Manifest,
  NamespacedName,
  SourceReference,
} from '../types';

/** The spec of a Flux Kustomization, in the shapes this library uses. */
export interface FluxSpec {
  /** Normalised `spec.path`; undefined when it leaves the tree. */
  readonly path: string | undefined;
  readonly sourceRef?: SourceReference;
  readonly dependsOn: readonly NamespacedName[];
  readonly components: readonly string[];
  readonly targetNamespace?: string;
  readonly isSuspended: boolean;
  readonly substitute: Readonly<Record<string, string>>;
  readonly substituteFrom: readonly { kind: string; name: string }[];
  readonly build: Omit<BuildOptions, 'path' | 'postBuild'>;
}

// Asked for several times at each reading of a tree; manifests that did not change
// are the same ones from one reading to the next.
const specs = new WeakMap<Manifest, FluxSpec>();

/** Reads `spec` of a Flux Kustomization; what is missing or odd is as if unset. */
export function readFluxSpec(manifest: Manifest): FluxSpec {
  const known = specs.get(manifest);
  const read = known ?? toFluxSpec(manifest);
  specs.set(manifest, read);
  return read;
}

function toFluxSpec(manifest: Manifest): FluxSpec {
  const spec = manifest.spec;
  const namespace = manifest.metadata.namespace ?? 'flux-system';
  const components = textList(spec, 'components');
  const targetNamespace = textField(spec, 'targetNamespace');
  return {
    path: treePath(textField(spec, 'path') ?? ''),
    sourceRef: readSourceReference(field(spec, 'sourceRef'), namespace),
    dependsOn: readDependsOn(spec, namespace),
    components,
    targetNamespace,
    isSuspended: field(spec, 'suspend') === true,
    substitute: textRecord(spec, 'postBuild', 'substitute'),
    substituteFrom: listField(spec, 'postBuild', 'substituteFrom').map(
      entry => ({
        kind: textField(entry, 'kind') ?? '',
        name: textField(entry, 'name') ?? '',
      }),
    ),
    build: {
      components,
      targetNamespace,
      ignoreMissingComponents: field(spec, 'ignoreMissingComponents') === true,
      namePrefix: textField(spec, 'namePrefix'),
      nameSuffix: textField(spec, 'nameSuffix'),
      patches: readPatches(spec),
      images: listField(spec, 'images').map(entry => ({
        name: textField(entry, 'name') ?? '',
        newName: textField(entry, 'newName'),
        newTag: textField(entry, 'newTag'),
        digest: textField(entry, 'digest'),
      })),
      commonMetadata: {
        labels: textRecord(spec, 'commonMetadata', 'labels'),
        annotations: textRecord(spec, 'commonMetadata', 'annotations'),
      },
    },
  };
}

/** `spec.dependsOn`, with the namespace filled in. */
export function readDependsOn(
  spec: unknown,
  namespace: string,
): NamespacedName[] {
  return listField(spec, 'dependsOn').flatMap(entry => {
    const name = textField(entry, 'name');
    return name
      ? [{ namespace: textField(entry, 'namespace') ?? namespace, name }]
      : [];
  });
}

/** A `sourceRef` or `chartRef`, with the namespace filled in. */
export function readSourceReference(
  value: unknown,
  namespace: string,
): SourceReference | undefined {
  const kind = textField(value, 'kind');
  const name = textField(value, 'name');
  return kind && name
    ? { kind, name, namespace: textField(value, 'namespace') ?? namespace }
    : undefined;
}

function readPatches(spec: unknown): KustomizePatch[] {
  return listField(spec, 'patches').flatMap(entry => {
    const patch = textField(entry, 'patch');
    const target = field(entry, 'target');
    return patch
      ? [
          {
            patch,
            target: target
              ? {
                  group: textField(target, 'group'),
                  version: textField(target, 'version'),
                  kind: textField(target, 'kind'),
                  name: textField(target, 'name'),
                  namespace: textField(target, 'namespace'),
                  labelSelector: textField(target, 'labelSelector'),
                  annotationSelector: textField(target, 'annotationSelector'),
                }
              : undefined,
          },
        ]
      : [];
  });
}

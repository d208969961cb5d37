import { BuildError, buildKustomization } from '@homestage/gitops-tree';
import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { groupOf } from '../runtime/refOf';
import { hideEncrypted } from './hideEncrypted';
import { ReconcileFailure } from './ReconcileFailure';
import { substitutionVariables } from './substitutionVariables';

/** Gives the manifests behind an address; undefined where nothing can be had. @public */
export type ReadAddress = (address: string) => string | undefined;

/** Definitions before the objects of what they define, as the controller stages them. */
const FIRST_KINDS = ['Namespace', 'CustomResourceDefinition'];
/** Then what other objects refer to; the rest follows in the order it was built. */
const EARLY_KINDS = [
  'ServiceAccount',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'Service',
];

function stageOf({ kind }: StoredObject): number {
  if (FIRST_KINDS.includes(kind)) return 0;
  if (kind.endsWith('Class')) return 1;
  return EARLY_KINDS.includes(kind) ? 2 : 3;
}

/** Secrets are served with `data` alone; `stringData` is a way of writing them. */
function withEncodedData(object: StoredObject): StoredObject {
  if (object.kind !== 'Secret' || object.stringData === undefined)
    return object;
  const { stringData, ...rest } = object;
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return { ...rest, data: { ...rest.data, ...Object.fromEntries(encoded) } };
}

function withOwner(
  object: StoredObject,
  kustomization: StoredObject,
): StoredObject {
  const { name, namespace } = kustomization.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'kustomize.toolkit.fluxcd.io/name': name,
        'kustomize.toolkit.fluxcd.io/namespace': namespace ?? '',
      },
    },
  };
}

/** A namespace on a cluster-scoped object means nothing; a namespaced object without one goes to `default`. */
function withScope(object: StoredObject, store: ObjectStore): StoredObject {
  const type = store.typeOf(groupOf(object.apiVersion), object.kind);
  if (!type) return object;
  const { namespace, ...metadata } = object.metadata;
  return type.namespaced
    ? {
        ...object,
        metadata: { ...metadata, namespace: namespace ?? 'default' },
      }
    : { ...object, metadata };
}

const directoryExists = (files: ReadonlyMap<string, string>, path: string) =>
  path === '' || [...files.keys()].some(file => file.startsWith(`${path}/`));

/**
 * What kustomize-controller would apply for a Kustomization from a tree, in the
 * order it would apply it.
 *
 * @throws ReconcileFailure when it cannot be built
 * @public
 */
export function buildManifests(
  kustomization: StoredObject,
  files: ReadonlyMap<string, string>,
  { store, readAddress }: { store: ObjectStore; readAddress?: ReadAddress },
): StoredObject[] {
  const spec = kustomization.spec ?? {};
  const path = String(spec.path ?? '').replace(/^\.?\/+|^\.$|\/+$/g, '');
  if (!directoryExists(files, path)) {
    throw new ReconcileFailure(
      'ArtifactFailed',
      `kustomization path not found: stat /tmp/kustomization/${path}: no such file or directory`,
    );
  }
  const substitute = substitutionVariables(store, kustomization);
  try {
    const { objects } = buildKustomization(files, {
      ...spec,
      path,
      postBuild: substitute ? { substitute } : undefined,
      readAddress,
    });
    return objects
      .map(({ object }) => structuredClone(object) as StoredObject)
      .map(object => withEncodedData(hideEncrypted(object)))
      .map(object => withScope(withOwner(object, kustomization), store))
      .sort((a, b) => stageOf(a) - stageOf(b));
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    throw new ReconcileFailure('BuildFailed', error.message);
  }
}

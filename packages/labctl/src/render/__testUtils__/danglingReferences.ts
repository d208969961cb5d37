import { mappingsOf } from './treeObjects';
import type { LabObject } from './treeObjects';

const key = (kind: string, namespace: string, name: string) =>
  `${kind} ${namespace}/${name}`;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A field of nested mappings, or undefined. */
function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** What an object brings into being besides itself, as controllers document it. */
function madeBy(object: LabObject): [string, string][] {
  const { kind, name, manifest } = object;
  const spec = manifest.spec;
  switch (kind) {
    case 'ExternalSecret':
      return [['Secret', text(at(spec, 'target', 'name')) ?? name]];
    case 'Certificate':
      return [['Secret', text(at(spec, 'secretName')) ?? '']];
    // CloudNativePG keeps the access of the app in <cluster>-app.
    case 'Cluster':
      return [
        ['Secret', `${name}-app`],
        ['Secret', `${name}-superuser`],
      ];
    // movetokube: <secretName>-<PostgresUser>.
    case 'PostgresUser':
      return [['Secret', `${text(at(spec, 'secretName'))}-${name}`]];
    // Rook makes a ConfigMap and a Secret of the claim's name.
    case 'ObjectBucketClaim':
      return [['Secret', name]];
    // Talos keeps a talosconfig in a Secret of the account's name.
    case 'ServiceAccount':
      return String(manifest.apiVersion).startsWith('talos.dev/')
        ? [['Secret', name]]
        : [];
    case 'DataVolume':
      return [['PersistentVolumeClaim', name]];
    case 'VirtualMachine':
      return dataVolumesOf(spec).map(volume => [
        'PersistentVolumeClaim',
        volume,
      ]);
    default:
      return [];
  }
}

function dataVolumesOf(spec: unknown): string[] {
  const templates = at(spec, 'dataVolumeTemplates');
  return Array.isArray(templates)
    ? templates.flatMap(
        template => text(at(template, 'metadata', 'name')) ?? [],
      )
    : [];
}

/** Storage classes that charts make of their values. */
function classesInValues(object: LabObject): string[] {
  return [...mappingsOf(at(object.manifest, 'spec', 'values'))].flatMap(
    ({ mapping, path }) => {
      const last = path[path.length - 1] ?? '';
      return /storageclass|hostpathClass|^classes$/i.test(last)
        ? text(mapping.name) ?? []
        : [];
    },
  );
}

interface Wanted {
  kind: string;
  namespace: string;
  name: string;
}

/** The names that an object refers to. */
function* referencesOf(object: LabObject): Generator<Wanted> {
  const { kind, namespace, manifest, name: own } = object;
  const want = (
    what: string,
    name: unknown,
    inNamespace: unknown = namespace,
  ) =>
    typeof name === 'string' && name !== ''
      ? [
          {
            kind: what,
            namespace: text(inNamespace) ?? namespace,
            name: name.replace(/\{\{ *\.Release\.Name *\}\}/g, own),
          },
        ]
      : [];
  if (kind === 'Kustomization') {
    for (const { mapping, path } of mappingsOf(manifest.spec)) {
      if (path.join('.') === 'dependsOn') {
        yield* want('Kustomization', mapping.name, mapping.namespace);
      }
    }
  }
  if (kind === 'HelmRelease') {
    const ref = at(manifest.spec, 'chartRef');
    yield* want(String(at(ref, 'kind')), at(ref, 'name'));
    const source = at(manifest.spec, 'chart', 'spec', 'sourceRef');
    yield* want(String(at(source, 'kind')), at(source, 'name'));
  }
  for (const { mapping, path } of mappingsOf(manifest.spec)) {
    const last = path[path.length - 1];
    yield* want('PersistentVolumeClaim', mapping.existingClaim);
    yield* want('StorageClass', mapping.storageClassName, '');
    if (last === 'persistentVolumeClaim') {
      yield* want('PersistentVolumeClaim', mapping.claimName);
    }
    if (last === 'parentRefs' && (mapping.kind ?? 'Gateway') === 'Gateway') {
      yield* want('Gateway', mapping.name, mapping.namespace);
    }
    if (last === 'secretRef' || last === 'secretKeyRef') {
      if (mapping.optional !== true) {
        yield* want('Secret', mapping.name, mapping.namespace);
      }
    }
    if (kind !== 'Certificate' && kind !== 'PostgresUser') {
      yield* want('Secret', mapping.secretName);
    }
    if (last === 'issuerRef' && mapping.kind === 'ClusterIssuer') {
      yield* want('ClusterIssuer', mapping.name, '');
    }
    if (last === 'secretStoreRef' && mapping.kind === 'ClusterSecretStore') {
      yield* want('ClusterSecretStore', mapping.name, '');
    }
  }
}

/** Kinds that are looked for without a namespace. */
const CLUSTER_WIDE = new Set([
  'StorageClass',
  'ClusterIssuer',
  'ClusterSecretStore',
]);

/**
 * References of a rendered lab to what nothing in it brings, as
 * `file: kind namespace/name`. What a chart or controller makes by itself is listed
 * by the caller, with its reason.
 */
export function danglingReferences(
  objects: readonly LabObject[],
  madeElsewhere: ReadonlySet<string>,
): string[] {
  const known = new Set<string>();
  for (const object of objects) {
    const { kind, namespace, name } = object;
    known.add(key(kind, CLUSTER_WIDE.has(kind) ? '' : namespace, name));
    madeBy(object).forEach(([what, made]) =>
      known.add(key(what, namespace, made)),
    );
    classesInValues(object).forEach(made =>
      known.add(key('StorageClass', '', made)),
    );
  }
  const dangling = new Set<string>();
  for (const object of objects) {
    for (const { kind, namespace, name } of referencesOf(object)) {
      const wanted = key(kind, CLUSTER_WIDE.has(kind) ? '' : namespace, name);
      if (!known.has(wanted) && !madeElsewhere.has(wanted)) {
        dangling.add(`${object.file}: ${wanted}`);
      }
    }
  }
  return [...dangling].sort();
}

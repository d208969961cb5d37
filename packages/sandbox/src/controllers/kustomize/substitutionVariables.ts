import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { UNKNOWN_VALUES } from './hideEncrypted';
import { ReconcileFailure } from './ReconcileFailure';

interface Reference {
  kind: string;
  name: string;
  optional?: boolean;
}

/**
 * What stands for a value that only the owner's key could open: a name that is
 * valid where host names are asked for, and that nothing answers to.
 */
const standIn = (key: string) =>
  `${key.toLowerCase().replaceAll('_', '-')}.invalid`;

function valuesOf(source: StoredObject): Record<string, string> {
  if (source.kind === 'ConfigMap') return source.data ?? {};
  const isUnknown = source.metadata.annotations?.[UNKNOWN_VALUES] !== undefined;
  const entries: Array<[string, string]> = Object.entries(source.data ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      isUnknown ? standIn(key) : Buffer.from(value, 'base64').toString('utf8'),
    ]),
  );
}

/**
 * The variables of a Kustomization's `postBuild`: `substituteFrom` in its order,
 * `substitute` over them. Undefined when it has no `postBuild`.
 *
 * @throws ReconcileFailure when an object that is not optional does not exist
 * @public
 */
export function substitutionVariables(
  store: ObjectStore,
  kustomization: StoredObject,
): Record<string, string> | undefined {
  const postBuild = kustomization.spec?.postBuild;
  if (!postBuild) return undefined;
  const variables: Record<string, string> = {};
  const references: Reference[] = postBuild.substituteFrom ?? [];
  for (const { kind, name, optional } of references) {
    const { namespace } = kustomization.metadata;
    const source = store.get({ group: '', kind, namespace, name });
    if (!source && !optional) {
      throw new ReconcileFailure(
        'BuildFailed',
        `post build failed: substitute from '${kind}/${name}' error: ${kind.toLowerCase()}s "${name}" not found`,
      );
    }
    if (source) Object.assign(variables, valuesOf(source));
  }
  for (const [key, value] of Object.entries(postBuild.substitute ?? {})) {
    variables[key] = String(value);
  }
  return variables;
}

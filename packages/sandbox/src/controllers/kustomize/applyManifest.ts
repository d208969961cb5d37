import { ApiStatusError } from '../../kubernetes/ApiStatusError';
import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { groupOf, refOf } from '../runtime/refOf';
import { ReconcileFailure } from './ReconcileFailure';

/** What applying did to one object. @public */
export interface AppliedObject {
  object: StoredObject;
  action: 'created' | 'configured' | 'unchanged';
}

const OPT_OUT = 'kustomize.toolkit.fluxcd.io/';

/** `Deployment/default/echo`, as Flux names objects in messages. @public */
export function objectLabel({ kind, metadata }: StoredObject): string {
  return [kind, metadata.namespace, metadata.name].filter(Boolean).join('/');
}

function optsOut(
  manifest: StoredObject,
  live: StoredObject | undefined,
): boolean {
  const has = (object: StoredObject | undefined, key: string, word: string) =>
    object?.metadata.annotations?.[`${OPT_OUT}${key}`]?.toLowerCase() === word;
  return (
    has(manifest, 'reconcile', 'disabled') ||
    has(live, 'reconcile', 'disabled') ||
    has(manifest, 'ssa', 'ignore') ||
    (live !== undefined && has(manifest, 'ssa', 'ifnotpresent'))
  );
}

function refusal(manifest: StoredObject, error: unknown): Error {
  if (!(error instanceof ApiStatusError)) {
    return error instanceof Error ? error : new Error(String(error));
  }
  return new ReconcileFailure(
    'ReconciliationFailed',
    `${objectLabel(manifest)} dry-run failed (${error.reason}): ${
      error.message
    }`,
  );
}

function requireServed(store: ObjectStore, manifest: StoredObject): void {
  const { apiVersion, kind } = manifest;
  if (store.typeOf(groupOf(apiVersion), kind)) return;
  throw new ReconcileFailure(
    'ReconciliationFailed',
    `${objectLabel(
      manifest,
    )} dry-run failed: no matches for kind "${kind}" in version "${apiVersion}"`,
  );
}

/**
 * Applies an object as `fieldManager`, and says what that changed.
 *
 * @throws ReconcileFailure when the API refuses the object
 * @public
 */
export function applyManifest(
  store: ObjectStore,
  manifest: StoredObject,
  fieldManager: string,
): AppliedObject {
  requireServed(store, manifest);
  const before = store.get(refOf(manifest));
  if (optsOut(manifest, before))
    return { object: before ?? manifest, action: 'unchanged' };
  try {
    const object = store.apply(manifest, { fieldManager });
    if (!before) return { object, action: 'created' };
    const isSame =
      before.metadata.resourceVersion === object.metadata.resourceVersion;
    return { object, action: isSame ? 'unchanged' : 'configured' };
  } catch (error) {
    throw refusal(manifest, error);
  }
}

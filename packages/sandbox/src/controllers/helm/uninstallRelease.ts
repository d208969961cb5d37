import { StoredObject } from '../../kubernetes/ObjectStore';
import { liveInventory } from '../kustomize/inventory';
import { Lab } from '../runtime/Controller';
import { removeFinalizer } from '../runtime/finalizer';
import { refOf } from '../runtime/refOf';
import { chartSourceRef } from './chartSource';

/** Deletes what a release consists of. Answers what still goes away. @public */
export function deleteRelease(object: StoredObject, lab: Lab): StoredObject[] {
  const live = liveInventory(lab.store, object.status?.inventory?.entries);
  for (const one of live) lab.store.delete(refOf(one));
  return live.filter(one => lab.store.get(refOf(one)));
}

/**
 * Removes a HelmRelease that is being deleted, with what it released unless it is
 * suspended. Answers false while something of it is still going away.
 * @public
 */
export function finishRelease(object: StoredObject, lab: Lab): boolean {
  if (!object.spec?.suspend && deleteRelease(object, lab).length > 0) {
    return false;
  }
  const ref = chartSourceRef(object);
  if (ref && !object.spec?.chartRef) lab.store.delete(ref);
  removeFinalizer(object, lab.store);
  return true;
}

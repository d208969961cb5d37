import {
  ObjectStore,
  StoredObject,
  StoredRef,
} from '../../kubernetes/ObjectStore';
import { objectReadiness } from '../runtime/objectReadiness';
import { groupOf } from '../runtime/refOf';
import { InventoryEntry, refOfInventoryId } from './inventory';

interface HealthCheckRef {
  apiVersion?: string;
  kind: string;
  name: string;
  namespace?: string;
}

/** What a health check found at one moment. @public */
export type Health =
  | { state: 'healthy' }
  /** `waitingFor` lists objects as Flux prints them. */
  | { state: 'waiting'; waitingFor: string }
  | { state: 'failed'; message: string };

/** The objects a Kustomization waits for: all it applied, the listed ones, or none. @public */
export function healthCheckRefs(
  kustomization: StoredObject,
  inventory: readonly InventoryEntry[],
): StoredRef[] {
  const { wait, healthChecks = [] } = kustomization.spec ?? {};
  if (wait) return inventory.map(({ id }) => refOfInventoryId(id));
  return (healthChecks as HealthCheckRef[]).map(check => ({
    group: groupOf(check.apiVersion ?? ''),
    kind: check.kind,
    name: check.name,
    namespace: check.namespace ?? kustomization.metadata.namespace,
  }));
}

const label = ({ kind, namespace, name }: StoredRef) =>
  [kind, namespace, name].filter(Boolean).join('/');

/** Looks at the objects once. One that does not exist is waited for. @public */
export function checkHealth(
  store: ObjectStore,
  refs: readonly StoredRef[],
): Health {
  const waiting: string[] = [];
  const failed: string[] = [];
  for (const ref of refs) {
    const object = store.get(ref);
    const status = object ? objectReadiness(object).status : 'NotFound';
    if (status === 'Failed') failed.push(`${label(ref)} status: 'Failed'`);
    else if (status !== 'Current')
      waiting.push(`${label(ref)} status: '${status}'`);
  }
  if (failed.length > 0) {
    return {
      state: 'failed',
      message: `failed early due to stalled resources: [${failed.join(', ')}]`,
    };
  }
  return waiting.length > 0
    ? { state: 'waiting', waitingFor: `[${waiting.join(', ')}]` }
    : { state: 'healthy' };
}

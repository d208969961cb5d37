import { isRecord } from '../read/isRecord';
import { identitiesOf } from './KustomizeResource';
import type { KustomizeResource } from './KustomizeResource';

const SCALED = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** `replicas`: sets `spec.replicas` of the named workloads. */
export function setReplicas(
  resources: readonly KustomizeResource[],
  replicas: readonly { readonly name: string; readonly count: number }[],
) {
  for (const { name, count } of replicas) {
    for (const resource of resources) {
      const { kind, spec } = resource.manifest;
      const isNamed = identitiesOf(resource).some(id => id.name === name);
      if (SCALED.has(kind) && isNamed && isRecord(spec)) {
        spec.replicas = count;
      }
    }
  }
}

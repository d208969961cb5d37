import type { KustomizeResource } from './KustomizeResource';
import { setOwnFields } from './setOwnFields';

const TEMPLATE_KINDS = new Set([
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'StatefulSet',
  'Job',
  'ReplicationController',
]);

/** `commonAnnotations`: on the objects and on their pod templates. */
export function setAnnotations(
  resources: readonly KustomizeResource[],
  values: Readonly<Record<string, string>>,
) {
  if (Object.keys(values).length === 0) {
    return;
  }
  const set = (manifest: unknown, path: readonly string[]) =>
    setOwnFields(manifest, path, { values, create: true });
  for (const { manifest } of resources) {
    set(manifest, ['metadata', 'annotations']);
    if (TEMPLATE_KINDS.has(manifest.kind)) {
      set(manifest, ['spec', 'template', 'metadata', 'annotations']);
    } else if (manifest.kind === 'CronJob') {
      set(manifest, ['spec', 'jobTemplate', 'metadata', 'annotations']);
      set(manifest, [
        ...['spec', 'jobTemplate', 'spec', 'template'],
        ...['metadata', 'annotations'],
      ]);
    }
  }
}

import { StoredObject } from '../../kubernetes/ObjectStore';
import { controllerRef } from '../runtime/owners';

/** What tells a pod from its siblings. @public */
export interface PodIdentity {
  name: string;
  labels?: Record<string, string>;
  /** Over the template's spec, e.g. where a DaemonSet's pod must run. */
  spec?: Record<string, unknown>;
}

/** Tolerations that admission gives to every pod. */
const DEFAULT_TOLERATIONS = ['not-ready', 'unreachable'].map(reason => ({
  key: `node.kubernetes.io/${reason}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** A pod made by `owner` from its `spec.template`. @public */
export function podFromTemplate(
  owner: StoredObject,
  identity: PodIdentity,
): StoredObject {
  const { metadata = {}, spec = {} } = owner.spec?.template ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: identity.name,
      namespace: owner.metadata.namespace,
      labels: { ...metadata.labels, ...identity.labels },
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ownerReferences: [controllerRef(owner)],
    },
    spec: {
      restartPolicy: 'Always',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      ...spec,
      ...identity.spec,
      tolerations: [
        ...(spec.tolerations ?? []),
        ...((identity.spec?.tolerations as unknown[]) ?? []),
        ...DEFAULT_TOLERATIONS,
      ],
    },
    status: { phase: 'Pending' },
  };
}

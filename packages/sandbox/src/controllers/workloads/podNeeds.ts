import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { ContainerSpec } from './podStatus';

interface Volume {
  name: string;
  configMap?: { name: string; optional?: boolean };
  secret?: { secretName: string; optional?: boolean };
  persistentVolumeClaim?: { claimName: string };
}

/**
 * Why a pod's volumes cannot be mounted, in the kubelet's words; undefined when
 * they can.
 * @public
 */
export function missingVolume(
  store: ObjectStore,
  pod: StoredObject,
): string | undefined {
  const { namespace } = pod.metadata;
  const get = (kind: string, name: string) =>
    store.get({ group: '', kind, namespace, name });
  for (const volume of (pod.spec?.volumes ?? []) as Volume[]) {
    const { name, configMap, secret, persistentVolumeClaim: claim } = volume;
    const failed = `MountVolume.SetUp failed for volume "${name}"`;
    if (configMap && !configMap.optional && !get('ConfigMap', configMap.name)) {
      return `${failed} : configmap "${configMap.name}" not found`;
    }
    if (secret && !secret.optional && !get('Secret', secret.secretName)) {
      return `${failed} : secret "${secret.secretName}" not found`;
    }
    if (
      claim &&
      get('PersistentVolumeClaim', claim.claimName)?.status?.phase !== 'Bound'
    ) {
      return `${failed} : persistentvolumeclaim "${claim.claimName}" is not bound`;
    }
  }
  return undefined;
}

interface Reference {
  name: string;
  optional?: boolean;
}

const KINDS: Record<string, string> = {
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
};

/** A ConfigMap or Secret that a container's environment needs and that does not exist. @public */
export function missingConfig(
  store: ObjectStore,
  pod: StoredObject,
  container: ContainerSpec,
): string | undefined {
  const { namespace } = pod.metadata;
  const sources: Array<Record<string, Reference>> = [
    ...(container.envFrom ?? []),
    ...(container.env ?? []).map(({ valueFrom }) => valueFrom ?? {}),
  ];
  const references = sources.flatMap(source => Object.entries(source));
  for (const [field, reference] of references) {
    const kind = KINDS[field];
    if (!kind || reference.optional) continue;
    if (!store.get({ group: '', kind, namespace, name: reference.name })) {
      return `${kind.toLowerCase()} "${reference.name}" not found`;
    }
  }
  return undefined;
}

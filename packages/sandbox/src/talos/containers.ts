import { sha256 } from '../controllers/runtime/digest';
import type { StoredObject } from '../kubernetes/ObjectStore';
import type { TalosMachine } from './TalosMachine';

/** Where Kubernetes keeps its pods on a machine. */
export const PODS_NAMESPACE = 'k8s.io';

/** One container of a pod, as the container runtime lists it. */
export interface MachineContainer {
  readonly namespace: string;
  readonly id: string;
  readonly name: string;
  readonly podId: string;
  readonly status: string;
}

/**
 * The containers of a machine: those of the pods that the lab's Kubernetes has there,
 * and those of the static pods. What the containers of a pod share is listed too.
 */
export function containersOf(
  machine: TalosMachine,
  pods: readonly StoredObject[],
): MachineContainer[] {
  const statics = machine.isControlPlane
    ? ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
        name => ({
          pod: `kube-system/${name}-${machine.name}`,
          names: [name],
          isRunning: true,
        }),
      )
    : [];
  const others = pods.map(({ metadata, spec, status }) => ({
    pod: `${metadata.namespace}/${metadata.name}`,
    names: (spec?.containers ?? []).map(({ name }: { name: string }) => name),
    isRunning: status?.phase === 'Running',
  }));
  return [...statics, ...others].flatMap(({ pod, names, isRunning }) => [
    {
      namespace: PODS_NAMESPACE,
      id: pod,
      name: pod,
      podId: pod,
      status: 'SANDBOX_READY',
    },
    ...names.map((name: string) => ({
      namespace: PODS_NAMESPACE,
      id: `${pod}:${name}:${sha256(`${pod}:${name}`).slice(0, 12)}`,
      name,
      podId: pod,
      status: isRunning ? 'CONTAINER_RUNNING' : 'CONTAINER_EXITED',
    })),
  ]);
}

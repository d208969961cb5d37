import type {
  KubeObject,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import {
  TALOS_KUBERNETES_KINDS,
  type KubernetesSnapshot,
  type TalosKubernetesKind,
} from '../kubernetes/kubernetesKinds';

const NAMES = Object.keys(TALOS_KUBERNETES_KINDS) as TalosKubernetesKind[];

/** A Kubernetes that answers with these objects; kinds may be in another state. */
export function kubernetesOf(
  objects: Partial<Record<TalosKubernetesKind, readonly KubeObject[]>>,
  states: Partial<Record<TalosKubernetesKind, SourceStatus>> = {},
): KubernetesSnapshot {
  return Object.fromEntries(
    NAMES.map(name => [
      name,
      {
        items: objects[name] ?? [],
        state: {
          source: name,
          title: name,
          status: states[name] ?? 'live',
          since: '2026-11-01T08:00:00Z',
          message: `The state of ${name}.`,
        },
      },
    ]),
  ) as unknown as KubernetesSnapshot;
}

/** An object of any kind. */
export function object(
  kind: string,
  name: string,
  rest: Omit<Partial<KubeObject>, 'metadata'> & {
    metadata?: Partial<KubeObject['metadata']>;
  } = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind,
    ...rest,
    metadata: { name, ...rest.metadata },
  };
}

/** A node that is ready and runs this kubelet. */
export const node = (name: string, kubeletVersion = 'v1.36.4') =>
  object('Node', name, {
    status: {
      nodeInfo: { kubeletVersion },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });

/** A job that takes snapshots of etcd, and when it last did. */
export const snapshotJob = (lastSuccessfulTime?: string) =>
  object('CronJob', 'backup', {
    spec: {
      jobTemplate: {
        spec: {
          template: {
            spec: {
              containers: [{ image: 'ghcr.io/siderolabs/talos-backup:v0.1' }],
            },
          },
        },
      },
    },
    status: { lastSuccessfulTime },
  });

/** A Kubernetes where nothing is amiss as far as Talos is concerned. */
export const backedUp = (
  objects: Parameters<typeof kubernetesOf>[0] = {},
  states: Parameters<typeof kubernetesOf>[1] = {},
) =>
  kubernetesOf(
    { cronJobs: [snapshotJob('2026-11-01T06:00:00Z')], ...objects },
    states,
  );

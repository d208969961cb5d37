import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type { KubernetesSnapshot } from './kubernetesKinds';

/** The version that the kubelet of a node tells. */
export function kubeletVersionOf(
  kubernetes: KubernetesSnapshot | undefined,
  name: string,
): string | undefined {
  const node = kubernetes?.nodes.items.find(
    ({ metadata }) => metadata.name === name,
  );
  return textOf(fieldsOf(fieldsOf(node?.status).nodeInfo).kubeletVersion);
}

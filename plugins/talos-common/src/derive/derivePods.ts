import {
  fieldsOf,
  textOf,
  type KubeObject,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { MachineDetail } from '../contract/machine';
import { hasCondition } from '../kubernetes/hasCondition';
import { nameOf } from '../kubernetes/judgeObjects';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import { ownerText } from '../upgrade/machinePods';

/** The pods that live on a node, by name; undefined when that is not known now. */
export function derivePods(
  kubernetes: KubernetesSnapshot | undefined,
  node: string,
): MachineDetail['pods'] {
  if (kubernetes?.pods.state.status !== 'live') {
    return undefined;
  }
  return kubernetes.pods.items
    .filter(({ spec }) => fieldsOf(spec).nodeName === node)
    .map(pod => {
      const [severity, state] = judgePod(pod);
      return { id: nameOf(pod), severity, state, owner: ownerText(pod) };
    })
    .sort((a, b) => a.id.localeCompare(b.id));
}

function judgePod(pod: KubeObject): [Severity, string] {
  const phase = textOf(fieldsOf(pod.status).phase);
  switch (phase) {
    case 'Running':
      return hasCondition(pod, 'Ready')
        ? ['ok', 'ready']
        : ['warning', 'not ready'];
    case 'Pending':
      return ['info', 'starting'];
    case 'Succeeded':
      return ['info', 'done'];
    case 'Failed':
      return ['error', 'failed'];
    default:
      return ['unknown', 'not known'];
  }
}

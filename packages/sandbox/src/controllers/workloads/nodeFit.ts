import { StoredObject } from '../../kubernetes/ObjectStore';
import { quantity } from './quantity';

interface Taint {
  key: string;
  value?: string;
  effect: string;
}

interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

interface Expression {
  key: string;
  operator: string;
  values?: string[];
}

const tolerates = (toleration: Toleration, taint: Taint) =>
  (!toleration.effect || toleration.effect === taint.effect) &&
  (!toleration.key || toleration.key === taint.key) &&
  (toleration.operator === 'Exists' ||
    (toleration.value ?? '') === (taint.value ?? ''));

/** Taints that keep pods off a node; only the second drives those away that run there. */
const KEEPS_OFF = ['NoSchedule', 'NoExecute'];
const DRIVES_AWAY = ['NoExecute'];

/** The first taint of the given effects that a pod does not tolerate; of all that keep it off when unset. @public */
export function untoleratedTaint(
  pod: StoredObject,
  node: StoredObject,
  effects: readonly string[] = KEEPS_OFF,
): Taint | undefined {
  const taints: Taint[] = node.spec?.taints ?? [];
  const tolerations: Toleration[] = pod.spec?.tolerations ?? [];
  return taints.find(
    taint =>
      effects.includes(taint.effect) &&
      !tolerations.some(toleration => tolerates(toleration, taint)),
  );
}

function satisfies(
  { key, operator, values = [] }: Expression,
  labels: Record<string, string>,
) {
  switch (operator) {
    case 'In':
      return values.includes(labels[key]);
    case 'NotIn':
      return !values.includes(labels[key]);
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    case 'Gt':
      return Number(labels[key]) > Number(values[0]);
    case 'Lt':
      return Number(labels[key]) < Number(values[0]);
    default:
      return false;
  }
}

/** Whether a pod's node selector and required node affinity name this node. @public */
export function isNodeSelected(pod: StoredObject, node: StoredObject): boolean {
  const labels = node.metadata.labels ?? {};
  const selector: Record<string, string> = pod.spec?.nodeSelector ?? {};
  const isSelected = Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
  const terms: Array<{ matchExpressions?: Expression[] }> | undefined =
    pod.spec?.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    isSelected &&
    (!terms ||
      terms.some(({ matchExpressions = [] }) =>
        matchExpressions.every(expression => satisfies(expression, labels)),
      ))
  );
}

/** Whether a pod may run on a node, its resources left aside. @public */
export function isNodeSuitable(pod: StoredObject, node: StoredObject): boolean {
  return isNodeSelected(pod, node) && !untoleratedTaint(pod, node);
}

/** Whether a pod that runs on a node may stay there. @public */
export function mayStayOn(pod: StoredObject, node: StoredObject): boolean {
  return isNodeSelected(pod, node) && !untoleratedTaint(pod, node, DRIVES_AWAY);
}

/** Resources in cores and bytes. @public */
export interface Resources {
  cpu: number;
  memory: number;
}

interface Container {
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
}

/** What a pod reserves: the sum of its containers' requests. A limit without a request is one. @public */
export function podRequests(pod: StoredObject): Resources {
  const containers: Container[] = pod.spec?.containers ?? [];
  const total = (unit: 'cpu' | 'memory') =>
    containers.reduce((sum, { resources = {} }) => {
      return (
        sum + quantity(resources.requests?.[unit] ?? resources.limits?.[unit])
      );
    }, 0);
  return { cpu: total('cpu'), memory: total('memory') };
}

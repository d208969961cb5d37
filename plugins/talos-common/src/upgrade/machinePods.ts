import {
  fieldsOf,
  listOf,
  textOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import { hasCondition } from '../kubernetes/hasCondition';

/** Written by the kubelet on pods that a machine has by itself. */
const MIRROR = 'kubernetes.io/config.mirror';

/** Pods that a drain of the node takes away: not those that every machine has. */
export function podsToMove(
  pods: readonly KubeObject[],
  node: string,
): KubeObject[] {
  return pods.filter(
    pod =>
      nodeOf(pod) === node &&
      !hasEnded(pod) &&
      controllerOf(pod)?.kind !== 'DaemonSet' &&
      pod.metadata.annotations?.[MIRROR] === undefined,
  );
}

/**
 * Pods of these that have no ready copy on another node: what they do stops until they
 * have started elsewhere. A virtual machine has a check of its own, and work that ends
 * begins anew.
 */
export function podsWithoutCopy(
  moved: readonly KubeObject[],
  pods: readonly KubeObject[],
): KubeObject[] {
  return moved.filter(pod => {
    const controller = controllerOf(pod);
    return (
      !['VirtualMachineInstance', 'Job'].includes(controller?.kind ?? '') &&
      !pods.some(
        other =>
          controller !== undefined &&
          controllerOf(other)?.uid === controller.uid &&
          nodeOf(other) !== nodeOf(pod) &&
          !hasEnded(other) &&
          hasCondition(other, 'Ready'),
      )
    );
  });
}

/** `Deployment web`, whatever its pods are called; undefined when nothing started it. */
export function ownerText(pod: KubeObject): string | undefined {
  const controller = controllerOf(pod);
  if (!controller) {
    return undefined;
  }
  const { kind, name } = controller;
  const hash = pod.metadata.labels?.['pod-template-hash'];
  return kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`)
    ? `Deployment ${name.slice(0, -hash.length - 1)}`
    : `${kind} ${name}`;
}

/** Nothing starts such a pod again once it is gone. */
export const isAlone = (pod: KubeObject) => controllerOf(pod) === undefined;

/** Whether a disruption budget is about a pod. One without a selector is about none. */
export function selects(budget: KubeObject, pod: KubeObject): boolean {
  const { selector } = fieldsOf(budget.spec);
  if (
    selector === undefined ||
    selector === null ||
    budget.metadata.namespace !== pod.metadata.namespace
  ) {
    return false;
  }
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  const labels = pod.metadata.labels ?? {};
  return (
    Object.entries(fieldsOf(matchLabels)).every(
      ([key, value]) => labels[key] === value,
    ) && listOf(matchExpressions).every(each => fits(each, labels))
  );
}

function fits(
  { key, operator, values }: Record<string, unknown>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const label = labels[String(key)];
  const isIn = Array.isArray(values) && values.includes(label);
  switch (operator) {
    case 'In':
      return isIn;
    case 'NotIn':
      return !isIn;
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}

function nodeOf({ spec }: KubeObject): string | undefined {
  return textOf(fieldsOf(spec).nodeName);
}

function hasEnded({ status }: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(String(fieldsOf(status).phase));
}

function controllerOf({ metadata }: KubeObject) {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}

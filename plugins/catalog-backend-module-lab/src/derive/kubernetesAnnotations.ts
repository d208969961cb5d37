import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';

/** What the official Kubernetes tab looks for: where, and by which labels. */
export function kubernetesAnnotations(place: {
  cluster?: string;
  namespace?: string;
  selector?: string;
}): Record<string, string | undefined> {
  const { cluster, namespace, selector } = place;
  return {
    [LAB_ANNOTATIONS.cluster]: cluster,
    'backstage.io/kubernetes-cluster': selector ? cluster : undefined,
    'backstage.io/kubernetes-namespace': selector ? namespace : undefined,
    'backstage.io/kubernetes-label-selector': selector,
  };
}

/** The label every object of a Helm release carries. */
const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** The label KubeVirt puts on the pod of a machine. */
const MACHINE_LABEL = 'vm.kubevirt.io/name';

/** A selector of everything that Helm releases of these names made. */
export function releaseSelector(
  releases: readonly string[],
): string | undefined {
  return selectorOf(INSTANCE_LABEL, releases);
}

/** A selector of the pods that virtual machines of these names run in. */
export function machineSelector(
  machines: readonly string[],
): string | undefined {
  return selectorOf(MACHINE_LABEL, machines);
}

/**
 * A selector of objects whose label has one of the values; undefined when none of
 * them can be a label's value.
 */
export function selectorOf(
  label: string,
  values: readonly string[],
): string | undefined {
  const usable = [...new Set(values)].filter(isLabelValue).sort();
  if (usable.length === 0) {
    return undefined;
  }
  return usable.length === 1
    ? `${label}=${usable[0]}`
    : `${label} in (${usable.join(',')})`;
}

/** A text that kubernetes takes as the value of a label. */
export function isLabelValue(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text);
}

import type { Manifest } from '@homestage/gitops-tree';
import { isLabelValue, selectorOf } from './kubernetesAnnotations';

const LONG_RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet'];
const JOBS = ['CronJob', 'Job'];

/** Labels that name an app rather than a part or a version of it, the best first. */
const TELLING_LABELS = [
  'app.kubernetes.io/instance',
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'name',
];

/** What runs the pods of an app: workloads that stay, or jobs where there are none. */
export function workloadsOf<Workload extends { readonly kind: string }>(
  objects: readonly Workload[],
): Workload[] {
  const lasting = objects.filter(({ kind }) => LONG_RUNNING.includes(kind));
  return lasting.length > 0
    ? lasting
    : objects.filter(({ kind }) => JOBS.includes(kind));
}

/**
 * A selector that finds what {@link workloadsOf} gives, written as plain manifests,
 * together with its pods: a label that stands on the workload and on its pod
 * template. The Kubernetes tab asks for both by the same selector.
 */
export function workloadSelector(
  manifests: readonly Manifest[],
): string | undefined {
  const labelSets = manifests.map(sharedLabels);
  for (const label of TELLING_LABELS) {
    const values = labelSets
      .map(labels => labels[label])
      .filter((value): value is string => value !== undefined);
    if (values.length > 0 && values.length === labelSets.length) {
      return selectorOf(label, values);
    }
  }
  const [first] = Object.entries(labelSets[0] ?? {});
  return first && selectorOf(first[0], [first[1]]);
}

interface PodTemplate {
  template?: { metadata?: { labels?: Record<string, unknown> } };
}

/** Jobs of a CronJob get the labels of their pods, unless they have labels of their own. */
function podTemplateOf({ kind, spec }: Manifest): PodTemplate | undefined {
  return kind === 'CronJob'
    ? (spec as { jobTemplate?: { spec?: PodTemplate } } | undefined)
        ?.jobTemplate?.spec
    : (spec as PodTemplate | undefined);
}

function sharedLabels(manifest: Manifest): Record<string, string> {
  const own: Record<string, unknown> = manifest.metadata.labels ?? {};
  const pod = podTemplateOf(manifest)?.template?.metadata?.labels ?? {};
  const shared = Object.entries(pod).filter(
    ([label, value]) =>
      typeof value === 'string' &&
      isLabelValue(value) &&
      // A workload without labels of its own is not found, but its pods are.
      (own[label] === value || Object.keys(own).length === 0),
  );
  return Object.fromEntries(shared) as Record<string, string>;
}

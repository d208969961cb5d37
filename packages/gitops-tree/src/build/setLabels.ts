import type { KustomizeResource, MutableManifest } from './KustomizeResource';
import type { LabelEntry } from './KustomizationFile';
import { setOwnFields } from './setOwnFields';

/** Where pod labels and selectors lie, by kind. `create: false` ones are only added to. */
interface LabelPath {
  readonly kinds: readonly string[];
  readonly path: readonly string[];
  readonly create: boolean;
}

const WORKLOADS = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'];

const TEMPLATE_PATHS: readonly LabelPath[] = [
  {
    kinds: [...WORKLOADS, 'ReplicationController', 'Job'],
    path: ['spec', 'template', 'metadata', 'labels'],
    create: true,
  },
  {
    kinds: ['CronJob'],
    path: ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
    create: true,
  },
];

const SELECTOR_PATHS: readonly LabelPath[] = [
  { kinds: ['Service'], path: ['spec', 'selector'], create: true },
  {
    kinds: ['ReplicationController'],
    path: ['spec', 'selector'],
    create: true,
  },
  { kinds: WORKLOADS, path: ['spec', 'selector', 'matchLabels'], create: true },
  { kinds: ['Job'], path: ['spec', 'selector', 'matchLabels'], create: false },
  {
    kinds: ['CronJob'],
    path: ['spec', 'jobTemplate', 'spec', 'selector', 'matchLabels'],
    create: false,
  },
  {
    kinds: ['CronJob'],
    path: ['spec', 'jobTemplate', 'metadata', 'labels'],
    create: true,
  },
  {
    kinds: ['PodDisruptionBudget'],
    path: ['spec', 'selector', 'matchLabels'],
    create: false,
  },
  {
    kinds: ['NetworkPolicy'],
    path: ['spec', 'podSelector', 'matchLabels'],
    create: false,
  },
  {
    kinds: ['NetworkPolicy'],
    path: ['spec', 'ingress[]', 'from[]', 'podSelector', 'matchLabels'],
    create: false,
  },
  {
    kinds: ['NetworkPolicy'],
    path: ['spec', 'egress[]', 'to[]', 'podSelector', 'matchLabels'],
    create: false,
  },
  {
    kinds: ['StatefulSet'],
    path: ['spec', 'volumeClaimTemplates[]', 'metadata', 'labels'],
    create: true,
  },
];

/** Kustomize's label transformer: metadata always, templates and selectors when asked. */
export function setLabels(
  resources: readonly KustomizeResource[],
  labels: readonly LabelEntry[],
) {
  for (const { pairs, includeSelectors, includeTemplates } of labels) {
    for (const { manifest } of resources) {
      setOwnFields(manifest, ['metadata', 'labels'], {
        values: pairs,
        create: true,
      });
      if (includeTemplates || includeSelectors) {
        setAt(manifest, TEMPLATE_PATHS, pairs);
      }
      if (includeSelectors) {
        setAt(manifest, SELECTOR_PATHS, pairs);
      }
    }
  }
}

function setAt(
  manifest: MutableManifest,
  paths: readonly LabelPath[],
  values: Readonly<Record<string, string>>,
) {
  for (const { kinds, path, create } of paths) {
    if (kinds.includes(manifest.kind)) {
      setOwnFields(manifest, path, { values, create });
    }
  }
}

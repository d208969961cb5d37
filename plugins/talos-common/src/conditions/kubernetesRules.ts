import {
  fieldsOf,
  formatDuration,
  isCurrent,
  listOf,
  textOf,
  timeMsOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts } from '../facts/MachineFacts';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import type { ConditionDraft } from './createCondition';

/** Who takes a machine out for a moment is done by then, or has forgotten it. */
export const LONG_CORDON_MS = 60 * 60_000;

/** What is known besides what the machine says. */
export interface KubernetesOptions {
  /** Unset when the portal reads no Kubernetes of the name. */
  readonly kubernetes: KubernetesSnapshot | undefined;
  /** Undefined: not known. */
  readonly isUpgrading: boolean | undefined;
  readonly now: number;
}

/** What Kubernetes thinks of a machine that runs, and how the machine reaches it. */
export function kubernetesRules(
  machine: MachineFacts,
  options: KubernetesOptions,
): ConditionDraft[] {
  return [
    ...kubePrismRules(machine),
    // Otherwise it is on its way down or up, or told to be silent.
    ...(machine.stage === 'running' && machine.state.status === 'live'
      ? [...readinessRules(machine, options), ...cordonRules(machine, options)]
      : []),
  ];
}

function kubePrismRules({
  name,
  node,
  kubePrism,
}: MachineFacts): ConditionDraft[] {
  return kubePrism?.isHealthy === false
    ? [
        {
          rule: 'kubeprism-unhealthy',
          severity: 'error',
          title: `${name} reaches no Kubernetes API`,
          cause:
            'KubePrism, by which machines reach the API servers, finds none that answers.',
          evidence: [
            'healthy: false',
            ...(kubePrism.address ? [`KubePrism: ${kubePrism.address}`] : []),
          ],
          takesDown:
            'Its pods are not looked after, and what runs on its host network is cut off.',
          since: kubePrism.since,
          runbook: 'node-lost',
          anchor: 'is-there-still-a-quorum',
          nextSteps: [
            `See which servers it knows: talosctl -n ${node} get kubeprismendpoints -o yaml`,
          ],
        },
      ]
    : [];
}

/** Its own Node, as far as it can be read now. */
function nodeOf(
  machine: MachineFacts,
  { kubernetes }: Pick<KubernetesOptions, 'kubernetes'>,
): KubeObject | undefined {
  const name = machine.kubernetes?.name ?? machine.name;
  return kubernetes && isCurrent(kubernetes.nodes.state)
    ? kubernetes.nodes.items.find(({ metadata }) => metadata.name === name)
    : undefined;
}

function readinessRules(
  machine: MachineFacts,
  options: KubernetesOptions,
): ConditionDraft[] {
  const node = nodeOf(machine, options);
  const ready = listOf(fieldsOf(node?.status).conditions).find(
    ({ type }) => type === 'Ready',
  );
  const isNotReady = ready
    ? ready.status !== 'True'
    : machine.kubernetes?.isReady === false;
  // Talos may say so itself.
  const isTold =
    machine.isReady === false &&
    machine.unmet.some(({ name }) => name === 'nodeReady');
  return isNotReady && !isTold
    ? [
        {
          rule: 'node-not-ready',
          severity: 'error',
          title: `Kubernetes says that ${machine.name} is not ready`,
          cause:
            textOf(ready?.message) ??
            'The kubelet does not tell Kubernetes that it is well.',
          evidence: [
            `Ready: ${textOf(ready?.status) ?? 'False'}`,
            ...(textOf(ready?.reason) ? [`reason: ${ready?.reason}`] : []),
            `Talos' own stage: ${machine.stage}`,
          ],
          takesDown: 'Its pods are moved after five minutes.',
          since: textOf(ready?.lastTransitionTime),
          runbook: 'node-lost',
          anchor: 'does-the-machine-answer-at-all',
          nextSteps: [
            `Read the log of the kubelet: talosctl -n ${machine.node} logs kubelet`,
          ],
        },
      ]
    : [];
}

/** When its cordon began, milliseconds since the epoch; undefined: none, or not known. */
export function cordonedAtMs(
  machine: MachineFacts,
  options: Pick<KubernetesOptions, 'kubernetes'>,
): number | undefined {
  const taint = listOf(fieldsOf(nodeOf(machine, options)?.spec).taints).find(
    ({ key }) => key === 'node.kubernetes.io/unschedulable',
  );
  return timeMsOf(taint?.timeAdded);
}

function cordonRules(
  machine: MachineFacts,
  options: KubernetesOptions,
): ConditionDraft[] {
  const node = nodeOf(machine, options);
  const isCordoned = node
    ? fieldsOf(node.spec).unschedulable === true
    : machine.kubernetes?.isUnschedulable === true;
  if (!isCordoned || options.isUpgrading === true) {
    return [];
  }
  const beganMs = cordonedAtMs(machine, options);
  const ageMs = beganMs === undefined ? undefined : options.now - beganMs;
  const name = machine.kubernetes?.name ?? machine.name;
  return [
    {
      rule: 'cordon-left',
      // Somebody may be at it, and an upgrade that can not be seen may be as well.
      severity:
        options.isUpgrading === false && (ageMs ?? 0) > LONG_CORDON_MS
          ? 'warning'
          : 'info',
      title: `${machine.name} takes no new pods`,
      cause:
        options.isUpgrading === false
          ? 'It was cordoned and not taken back in; no upgrade is in course.'
          : 'It was cordoned; whether an upgrade is in course is not known.',
      evidence: [
        'unschedulable: true',
        ageMs === undefined
          ? 'since when is not known'
          : `for ${formatDuration(ageMs)}`,
      ],
      takesDown: 'Nothing that runs; the others carry what it would.',
      since: beganMs === undefined ? undefined : isoOf(beganMs),
      runbook: 'talos-upgrade',
      anchor: 'undo',
      nextSteps: [`When nobody works on it: kubectl uncordon ${name}`],
    },
  ];
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

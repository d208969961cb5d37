import type { MachineSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import { kubernetesOf, object } from '../__testUtils__/kubernetes';
import {
  cluster,
  gone,
  machine,
  NOW,
  ready,
  resource,
  seen,
} from '../__testUtils__/snapshots';
import { told } from '../__testUtils__/told';
import { withoutRunbook } from '../__testUtils__/runbooks';

const HOUR_MS = 3_600_000;

function judge(
  options: {
    parts?: MachineSnapshot['parts'];
    kubernetes?: KubernetesSnapshot;
    isGone?: boolean;
  } = {},
) {
  const { parts, kubernetes, isGone } = options;
  return judgeTalos(
    [
      cluster(
        [
          machine('worker-01', '10.0.0.11'),
          machine('worker-02', '10.0.0.12', {
            parts,
            ...(isGone ? { state: gone } : {}),
          }),
        ],
        { kubernetes },
      ),
    ],
    { now: NOW },
  );
}

const nodeStatus = (spec: object) =>
  seen(resource('worker-02', { nodename: 'worker-02', ...spec }));

const readiness = (status: string) => ({
  type: 'Ready',
  status,
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
});

const node = (isReady: string, spec: object = {}) =>
  object('Node', 'worker-02', {
    spec,
    status: { conditions: [readiness(isReady)] },
  });

const cordoned = (sinceMs?: number) =>
  node('True', {
    unschedulable: true,
    taints:
      sinceMs === undefined
        ? []
        : [
            {
              key: 'node.kubernetes.io/unschedulable',
              effect: 'NoSchedule',
              timeAdded: new Date(sinceMs).toISOString(),
            },
          ],
  });

const tuppr = (phase: string) =>
  object('TalosUpgrade', 'talos', { status: { phase } });

describe('what Kubernetes thinks of a machine that runs', () => {
  it.each<[string, Parameters<typeof judge>[0], string[]]>([
    [
      'a node that is ready',
      { kubernetes: kubernetesOf({ nodes: [node('True')] }) },
      [],
    ],
    [
      'a kubelet that fell silent',
      { kubernetes: kubernetesOf({ nodes: [node('Unknown')] }) },
      [
        "error node-not-ready: Ready: Unknown; reason: NodeStatusUnknown; Talos' own stage: running",
      ],
    ],
    [
      'what Talos knows of the node, where Kubernetes is not read',
      { parts: { kubernetesNode: nodeStatus({ nodeReady: false }) } },
      ["error node-not-ready: Ready: False; Talos' own stage: running"],
    ],
    [
      'a node that Talos itself calls not ready is told once',
      {
        parts: {
          machineStatus: ready('running', [{ name: 'nodeReady', reason: 'x' }]),
          kubernetesNode: nodeStatus({ nodeReady: false }),
        },
      },
      ['error not-ready: nodeReady: x'],
    ],
    [
      'a machine that boots is on its way',
      {
        parts: {
          machineStatus: seen({
            ...resource('machine', { stage: 'booting', status: {} }),
            updated: new Date(NOW).toISOString(),
          }),
          kubernetesNode: nodeStatus({ nodeReady: false, unschedulable: true }),
        },
      },
      [],
    ],
    [
      'nodes that can not be read now say nothing',
      {
        kubernetes: kubernetesOf(
          { nodes: [node('Unknown')] },
          { nodes: 'stale' },
        ),
      },
      [],
    ],
    [
      'no way to the API',
      {
        parts: {
          kubePrism: seen(
            resource('k8s-loadbalancer', {
              host: '127.0.0.1:7445',
              healthy: false,
            }),
          ),
        },
      },
      ['error kubeprism-unhealthy: healthy: false; KubePrism: 127.0.0.1:7445'],
    ],
    ['a way to the API that is not used', { parts: { kubePrism: seen() } }, []],
    [
      'a cordon that was forgotten',
      { kubernetes: kubernetesOf({ nodes: [cordoned(NOW - 3 * HOUR_MS)] }) },
      ['warning cordon-left: unschedulable: true; for 3h'],
    ],
    [
      'a cordon of a moment ago',
      { kubernetes: kubernetesOf({ nodes: [cordoned(NOW - HOUR_MS / 2)] }) },
      ['info cordon-left: unschedulable: true; for 30m'],
    ],
    [
      'a cordon of an upgrade that is in course',
      {
        kubernetes: kubernetesOf({
          nodes: [cordoned(NOW - 3 * HOUR_MS)],
          talosUpgrades: [tuppr('Draining')],
        }),
      },
      [],
    ],
    [
      'a cordon while an upgrade waits for its window',
      {
        kubernetes: kubernetesOf({
          nodes: [cordoned(NOW - 3 * HOUR_MS)],
          talosUpgrades: [tuppr('MaintenanceWindow')],
        }),
      },
      ['warning cordon-left: unschedulable: true; for 3h'],
    ],
    [
      'a cordon while upgrades can not be read',
      {
        kubernetes: kubernetesOf(
          { nodes: [cordoned(NOW - 3 * HOUR_MS)] },
          { talosUpgrades: 'forbidden' },
        ),
      },
      ['info cordon-left: unschedulable: true; for 3h'],
    ],
    [
      'a cordon that only Talos tells of',
      { parts: { kubernetesNode: nodeStatus({ unschedulable: true }) } },
      ['info cordon-left: unschedulable: true; since when is not known'],
    ],
  ])('%s', (_, options, expected) => {
    const [{ conditions }] = judge(options).clusters;
    expect(told(conditions)).toEqual(expected);
    expect(withoutRunbook(conditions)).toEqual([]);
  });

  it('is judged again when a cordon has lasted for long', () => {
    const kubernetes = kubernetesOf({ nodes: [cordoned(NOW - HOUR_MS / 2)] });
    expect(judge({ kubernetes }).validUntilMs).toBe(NOW + HOUR_MS / 2 + 1);
  });

  it('is not said of a machine that fell silent, which is told as that', () => {
    const { conditions } = judge({
      isGone: true,
      kubernetes: kubernetesOf({ nodes: [node('Unknown')] }),
    }).clusters[0];
    expect(conditions.map(({ id }) => id)).toEqual([
      'talos/lab/10.0.0.12/unreachable',
    ]);
  });
});

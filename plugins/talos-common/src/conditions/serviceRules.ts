import type { MachineFacts, ServiceFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** What stops when a service of Talos does. */
const TAKES_DOWN: Readonly<Record<string, string>> = {
  apid: 'The machine can not be asked or changed from outside.',
  containerd: 'No system container of Talos can be started.',
  cri: 'No container on it can be started.',
  etcd: 'The cluster can lose one member less.',
  kubelet: 'Its pods are not looked after, and after five minutes are moved.',
  machined: 'Nothing on the machine is managed any more.',
  trustd: 'New machines get no certificate from it.',
  udevd: 'New devices are not seen.',
};

const isBroken = ({ state, isHealthy }: ServiceFacts) =>
  state === 'Failed' || (state === 'Running' && isHealthy === false);

/** Services that failed or whose health check does, and Talos' own diagnostics. */
export function serviceRules(machine: MachineFacts): ConditionDraft[] {
  return [
    ...(machine.services ?? []).filter(isBroken).map(
      (service): ConditionDraft => ({
        rule: 'service-unhealthy',
        about: service.id,
        severity: 'error',
        title: `${service.id} on ${machine.name} ${
          service.state === 'Failed' ? 'failed' : 'is unhealthy'
        }`,
        cause: service.healthMessage ?? service.lastEvent?.message,
        evidence: [
          `state: ${service.state}`,
          ...(service.lastEvent ? [service.lastEvent.message] : []),
        ].filter(Boolean),
        takesDown:
          TAKES_DOWN[service.id] ?? 'What this service gives the machine.',
        since: service.healthSince ?? service.lastEvent?.at,
        runbook: service.id === 'etcd' ? 'etcd-unhealthy' : 'node-lost',
        anchor: 'check',
        nextSteps: [
          `Read its log: talosctl -n ${machine.node} logs ${service.id}`,
        ],
      }),
    ),
    ...(machine.diagnostics ?? []).map(
      (diagnostic): ConditionDraft => ({
        rule: 'diagnostic',
        about: diagnostic.id,
        severity: 'warning',
        layer: diagnostic.id.startsWith('address') ? 'network' : 'node',
        title: `${machine.name}: ${diagnostic.message}`,
        cause: `Talos' own check ${diagnostic.id} says so.`,
        evidence: [...diagnostic.details],
        since: diagnostic.since,
        nextSteps: [`Read https://talos.dev/diagnostic/${diagnostic.id}`],
      }),
    ),
    ...(machine.staticPods ?? [])
      .filter(({ isReady }) => isReady === false)
      .map(
        (pod): ConditionDraft => ({
          rule: 'static-pod',
          about: pod.id,
          severity: 'warning',
          title: `${pod.id} on ${machine.name} is not ready`,
          evidence: ['Ready: False'],
          takesDown: 'The control plane of Kubernetes is served by the others.',
          runbook: 'node-lost',
          anchor: 'check',
          nextSteps: [`Look at it: talosctl -n ${machine.node} containers -k`],
        }),
      ),
  ];
}

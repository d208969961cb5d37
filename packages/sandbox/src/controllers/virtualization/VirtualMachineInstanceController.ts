import { StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, conditionOf, withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix, sha256 } from '../runtime/digest';
import { isoTime } from '../runtime/isoTime';
import { controllerOfKind, controllerRef } from '../runtime/owners';
import { writeStatus } from '../runtime/writeStatus';
import { isPodReady, podsOf } from '../workloads/podState';

const GROUP = 'kubevirt.io';
const LAUNCHER_IMAGE = 'quay.io/kubevirt/virt-launcher:v1.9.0';
/** From the handover to the node until the guest runs. */
const BOOT_MS = 1_500;
/** From then until its agent answers. */
const AGENT_MS = 3_000;

interface Volume {
  name: string;
  containerDisk?: { image: string };
  persistentVolumeClaim?: { claimName: string };
}

interface Interface {
  name: string;
  macAddress?: string;
}

const volumesOf = ({ spec }: StoredObject): Volume[] => spec?.volumes ?? [];

function launcherPod(instance: StoredObject): StoredObject {
  const { name, namespace, uid } = instance.metadata;
  const { domain = {}, nodeSelector, tolerations } = instance.spec ?? {};
  const memory =
    domain.memory?.guest ?? domain.resources?.requests?.memory ?? '1Gi';
  const claims = volumesOf(instance).filter(
    volume => volume.persistentVolumeClaim,
  );
  const disks = volumesOf(instance).filter(volume => volume.containerDisk);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `virt-launcher-${name}-${nameSuffix(uid ?? name)}`,
      namespace,
      labels: {
        ...instance.metadata.labels,
        'kubevirt.io': 'virt-launcher',
        'kubevirt.io/created-by': uid ?? '',
        'vm.kubevirt.io/name': name,
      },
      annotations: { 'kubevirt.io/domain': name },
      ownerReferences: [controllerRef(instance)],
    },
    spec: {
      restartPolicy: 'Never',
      serviceAccountName: 'default',
      ...(nodeSelector ? { nodeSelector } : {}),
      ...(tolerations ? { tolerations } : {}),
      containers: [
        {
          name: 'compute',
          image: LAUNCHER_IMAGE,
          resources: { requests: { cpu: '200m', memory: String(memory) } },
        },
        ...disks.map(volume => ({
          name: `volume${volume.name}`,
          image: volume.containerDisk?.image,
          resources: { requests: { cpu: '1m', memory: '1M' } },
        })),
      ],
      volumes: claims.map(volume => ({
        name: volume.name,
        persistentVolumeClaim: volume.persistentVolumeClaim,
      })),
    },
    status: { phase: 'Pending' },
  };
}

function pullFailure(
  pod: StoredObject,
): { reason: string; message: string } | undefined {
  const statuses: Array<{
    state: { waiting?: { reason: string; message?: string } };
  }> = pod.status?.containerStatuses ?? [];
  const waiting = statuses.find(({ state }) =>
    ['ErrImagePull', 'ImagePullBackOff'].includes(state.waiting?.reason ?? ''),
  )?.state.waiting;
  return waiting && { reason: waiting.reason, message: waiting.message ?? '' };
}

/** KubeVirt's own order of phases, driven by the launcher pod and the time. */
function phaseOf(
  instance: StoredObject,
  pod: StoredObject | undefined,
  now: number,
): string {
  if (!pod) return 'Pending';
  if (pod.status?.phase === 'Failed') return 'Failed';
  if (pod.status?.phase === 'Succeeded') return 'Succeeded';
  const before = instance.status?.phase;
  if (before === 'Running') return 'Running';
  if (!isPodReady(pod)) return 'Scheduling';
  const scheduledAt = phaseTime(instance, 'Scheduled');
  return scheduledAt !== undefined && now - scheduledAt >= BOOT_MS
    ? 'Running'
    : 'Scheduled';
}

function phaseTime(instance: StoredObject, phase: string): number | undefined {
  const transitions: Array<{
    phase: string;
    phaseTransitionTimestamp: string;
  }> = instance.status?.phaseTransitionTimestamps ?? [];
  const found = transitions.find(one => one.phase === phase);
  return found && Date.parse(found.phaseTransitionTimestamp);
}

const macOf = (name: string) => {
  const hex = sha256(name).slice(0, 6);
  return `02:00:5e:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
};

/** Brings a virtual machine instance up in its launcher pod, phase after phase. @public */
export class VirtualMachineInstanceController implements Controller {
  readonly name = 'virt-controller';
  readonly group = GROUP;
  readonly kind = 'VirtualMachineInstance';
  readonly watches = [
    {
      group: '',
      kind: 'Pod',
      map: (pod: StoredObject) =>
        controllerOfKind(pod, 'VirtualMachineInstance'),
    },
  ];

  reconcile(instance: StoredObject, lab: Lab): number | undefined {
    if (instance.metadata.deletionTimestamp) return undefined;
    const now = lab.clock.now();
    const [pod] = podsOf(lab.store, instance);
    if (
      !pod &&
      instance.status?.phase !== 'Succeeded' &&
      instance.status?.phase !== 'Failed'
    ) {
      lab.store.create(launcherPod(instance));
    }
    const phase = pod?.metadata.deletionTimestamp
      ? instance.status?.phase
      : phaseOf(instance, pod, now);
    writeStatus(
      lab.store,
      instance,
      this.#status(instance, pod, { phase, now }),
    );
    if (phase === 'Scheduled') return BOOT_MS;
    const runningAt = phaseTime(instance, 'Running') ?? now;
    const agentInMs = runningAt + AGENT_MS - now;
    return phase === 'Running' && agentInMs > 0 ? agentInMs : undefined;
  }

  #status(
    instance: StoredObject,
    pod: StoredObject | undefined,
    { phase, now }: { phase: string; now: number },
  ) {
    const transitions = instance.status?.phaseTransitionTimestamps ?? [];
    const isNew = instance.status?.phase !== phase || transitions.length === 0;
    const nodeName = pod?.spec?.nodeName;
    const isRunning = phase === 'Running';
    return {
      ...instance.status,
      phase,
      ...(nodeName ? { nodeName } : {}),
      ...(pod && nodeName
        ? { activePods: { [pod.metadata.uid ?? '']: nodeName } }
        : {}),
      phaseTransitionTimestamps: isNew
        ? [...transitions, { phase, phaseTransitionTimestamp: isoTime(now) }]
        : transitions,
      conditions: this.#conditions(instance, pod, { isRunning, now }),
      ...(isRunning ? this.#guest(instance, pod) : {}),
    };
  }

  #conditions(
    instance: StoredObject,
    pod: StoredObject | undefined,
    { isRunning, now }: { isRunning: boolean; now: number },
  ): Condition[] {
    const runningAt = phaseTime(instance, 'Running');
    const hasAgent =
      isRunning && runningAt !== undefined && now - runningAt >= AGENT_MS;
    const isReady = isRunning && pod !== undefined && isPodReady(pod);
    const failure = pod && pullFailure(pod);
    const scheduled = conditionOf(pod, 'PodScheduled');
    const wanted: Condition[] = [
      isReady
        ? { type: 'Ready', status: 'True', reason: '', message: '' }
        : {
            type: 'Ready',
            status: 'False',
            reason: isRunning ? 'PodNotReady' : 'GuestNotRunning',
            message: isRunning
              ? 'virt-launcher pod is not ready'
              : 'Guest VM is not reported as running',
          },
      ...(scheduled?.status === 'False' ? [{ ...scheduled }] : []),
      ...(failure
        ? [{ type: 'Synchronized', status: 'False' as const, ...failure }]
        : []),
      ...(isRunning ? [liveMigratable(instance)] : []),
      ...(hasAgent
        ? [
            {
              type: 'AgentConnected',
              status: 'True' as const,
              reason: '',
              message: '',
            },
          ]
        : []),
    ];
    const before: Condition[] = instance.status?.conditions ?? [];
    const kept = before.filter(({ type }) =>
      wanted.some(one => one.type === type),
    );
    return wanted.reduce((all, one) => withCondition(all, one, now), kept);
  }

  #guest(instance: StoredObject, pod: StoredObject | undefined) {
    const { domain = {} } = instance.spec ?? {};
    const interfaces: Interface[] = domain.devices?.interfaces ?? [];
    const memory = domain.memory?.guest;
    const ip = pod?.status?.podIP;
    return {
      interfaces: interfaces.map(({ name, macAddress }) => ({
        name,
        interfaceName: 'eth0',
        podInterfaceName: 'eth0',
        infoSource: 'domain, guest-agent',
        linkState: 'up',
        mac: macAddress ?? macOf(`${instance.metadata.uid}/${name}`),
        ...(ip ? { ipAddress: ip, ipAddresses: [ip] } : {}),
        queueCount: 1,
      })),
      currentCPUTopology: { cores: 1, sockets: 1, threads: 1, ...domain.cpu },
      ...(memory
        ? {
            memory: {
              guestAtBoot: memory,
              guestCurrent: memory,
              guestRequested: memory,
            },
          }
        : {}),
      machine: { type: 'q35' },
      qosClass: 'Burstable',
      launcherContainerImageVersion: LAUNCHER_IMAGE,
      volumeStatus: volumesOf(instance).map(({ name }, index) => ({
        name,
        target: `vd${String.fromCharCode(97 + index)}`,
      })),
    };
  }
}

/** A disk that only one node can write keeps a machine where it is. */
function liveMigratable(instance: StoredObject): Condition {
  const isLocal = volumesOf(instance).every(
    ({ containerDisk, persistentVolumeClaim }) =>
      containerDisk || persistentVolumeClaim,
  );
  return isLocal
    ? { type: 'LiveMigratable', status: 'True', reason: '', message: '' }
    : {
        type: 'LiveMigratable',
        status: 'False',
        reason: 'DisksNotLiveMigratable',
        message: 'cannot migrate VMI: a disk is not shared',
      };
}

import { sha256 } from '../controllers/runtime/digest';
import type { TalosResourceDraft } from './ResourceStore';
import { memberId } from './etcd';
import { hostResources } from './hostResources';
import { EDITED_MTU, networkResources } from './networkResources';
import { servicesOf } from './services';
import type {
  MachineCondition,
  TalosCluster,
  TalosMachine,
} from './TalosMachine';

const GIB = 2 ** 30;

/** The COSI state of a machine: pure, from what the lab is like. */
export function machineResources(
  machine: TalosMachine,
  now: MachineCondition,
  cluster: TalosCluster,
): TalosResourceDraft[] {
  const drafts: TalosResourceDraft[] = [];
  const add = (namespace: string, type: string, id: string, spec: unknown) =>
    drafts.push({ namespace, type: `${type}.talos.dev`, id, spec });
  const { name, address, isControlPlane } = machine;
  const unmet = unmetOf(now, machine);

  add('runtime', 'MachineStatuses.runtime', 'machine', {
    stage: now.isRebooting ? 'rebooting' : now.node?.stage ?? 'running',
    status: { ready: unmet.length === 0, unmetConditions: unmet },
  });
  add(
    'config',
    'MachineTypes.config',
    'machine-type',
    isControlPlane ? 'controlplane' : 'worker',
  );
  add('network', 'HostnameStatuses.net', 'hostname', {
    hostname: name,
    domainname: '',
  });
  add('runtime', 'ExtensionStatuses.runtime', '0', {
    image: 'schematic',
    metadata: {
      name: 'schematic',
      version: now.faults.has('extension-lost')
        ? sha256('plain installer')
        : machine.schematic,
      author: 'Image Factory',
      description: 'Virtual extension which specifies the schematic',
      compatibility: { talos: { version: '>= 1.0.0' } },
    },
  });
  for (const service of servicesOf(machine, now)) {
    add('runtime', 'Services.v1alpha1', service.id, {
      running: !now.restarting?.has(service.id),
      healthy: service.isHealthy ?? false,
      unknown: service.isHealthy === undefined,
    });
  }
  add('runtime', 'SecurityStates', 'securitystate', {
    secureBoot: false,
    selinuxState: 'enabled, permissive',
    bootedWithUKI: true,
  });
  const isClockOff = now.faults.has('clock-off');
  add('runtime', 'TimeStatuses.v1alpha1', 'node', {
    synced: !isClockOff,
    epoch: 1,
    syncDisabled: false,
  });
  add('runtime', 'AdjtimeStatuses.v1alpha1', 'node', {
    offset: isClockOff ? '184.2ms' : '-312.4µs',
    frequencyAdjustmentRatio: 1.0000121,
    maxError: isClockOff ? '16s' : '21.5ms',
    estError: '0s',
    status: isClockOff ? 'STA_UNSYNC | STA_NANO' : 'STA_NANO',
    constant: 10,
    syncStatus: !isClockOff,
    state: isClockOff ? 'TIME_ERROR' : 'TIME_OK',
  });
  add('network', 'TimeServerStatuses.net', 'timeservers', {
    timeServers: [...machine.timeServers],
  });
  addStorage(add, machine, now);
  if (now.node) {
    add('k8s', 'NodeStatuses.kubernetes', name, {
      nodename: name,
      nodeReady: now.node.isReady,
      unschedulable: now.node.isUnschedulable,
      labels: { ...now.node.labels },
      annotations: {},
    });
  }
  add('k8s', 'KubePrismStatuses.kubernetes', 'k8s-loadbalancer', {
    host: '127.0.0.1:7445',
    healthy: true,
  });
  for (const member of cluster.machines.filter(one =>
    cluster.alive.has(one.name),
  )) {
    add('cluster', 'Members.cluster', member.name, {
      nodeId: sha256(member.name).slice(0, 43),
      addresses: [member.address],
      hostname: member.name,
      machineType: member.isControlPlane ? 'controlplane' : 'worker',
      operatingSystem: `Talos (${member.version})`,
      ...(member.isControlPlane ? { controlPlane: { port: 6443 } } : {}),
    });
  }
  if (isControlPlane) {
    for (const pod of ['apiserver', 'controller-manager', 'scheduler']) {
      add(
        'k8s',
        'StaticPodStatuses.kubernetes',
        `kube-system/kube-${pod}-${name}`,
        { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
      );
    }
    add('etcd', 'EtcdMembers.etcd', 'local', {
      memberID: memberId(machine).toString(16).padStart(16, '0'),
    });
    add('etcd', 'EtcdSpecs.etcd', 'etcd', {
      name,
      advertisedAddresses: [address],
      image: 'registry.k8s.io/etcd:v3.6.6',
      listenPeerAddresses: ['::'],
      listenClientAddresses: ['::'],
      extraArgs: {},
    });
  }
  for (const id of ['v1alpha1', 'persistent']) {
    add('config', 'MachineConfigs.config', id, configOf(machine, now));
  }
  return [
    ...drafts,
    ...hostResources(machine, now),
    ...networkResources(machine, now, cluster),
  ];
}

/** One that somebody edited on the machine has what no file of the tree says. */
function configOf({ config }: TalosMachine, now: MachineCondition): string {
  const text = config ?? 'version: v1alpha1\n';
  return now.faults.has('config-edited')
    ? `${text
        .replace(/(net\.core\.rmem_max: ).*/, '$1"212992"')
        .replace(
          /(kind: LinkConfig\nname: \S+\nmtu: ).*/,
          `$1${EDITED_MTU}`,
        )}---\napiVersion: v1alpha1\nkind: WatchdogTimerConfig\ndevice: /dev/watchdog0\ntimeout: 2m0s\n`
    : text;
}

/** A machine that lost its way to Kubernetes or its time says so. */
function unmetOf(now: MachineCondition, machine: TalosMachine) {
  return [
    ...(now.faults.has('clock-off')
      ? [{ name: 'time', reason: 'time is not synced' }]
      : []),
    ...servicesOf(machine, now)
      .filter(({ isHealthy }) => isHealthy === false)
      .map(({ id }) => ({ name: 'services', reason: `${id} is not healthy` })),
    ...(now.node && !now.node.isReady
      ? [
          {
            name: 'nodeReady',
            reason: `node "${machine.name}" status is not available yet`,
          },
        ]
      : []),
  ];
}

type Add = (namespace: string, type: string, id: string, spec: unknown) => void;

function addStorage(add: Add, machine: TalosMachine, now: MachineCondition) {
  const isGone = now.faults.has('disk-gone');
  const disks = [machine.installDisk, ...(isGone ? [] : machine.otherDisks)];
  for (const path of disks) {
    const id = path.replace('/dev/', '');
    add('runtime', 'Disks.block', id, {
      dev_path: path,
      size: 512 * 10 ** 9,
      pretty_size: '512 GB',
      io_size: 512,
      sector_size: 512,
      model: id.startsWith('nvme') ? 'LAB NVMe 512' : 'LAB SSD 512',
      serial: sha256(`${machine.name}${path}`).slice(0, 12).toUpperCase(),
      transport: id.startsWith('nvme') ? 'nvme' : 'sata',
      readonly: false,
      cdrom: false,
    });
  }
  const part = (index: number) =>
    `${machine.installDisk}${
      machine.installDisk.includes('nvme') ? 'p' : ''
    }${index}`;
  const volume = (
    id: string,
    index: number,
    sizeBytes: number,
    target: string,
  ) =>
    add('runtime', 'VolumeStatuses.block', id, {
      phase: 'ready',
      type: 'partition',
      location: part(index),
      parentLocation: machine.installDisk,
      size: sizeBytes,
      // Talos says nothing of what META, which holds none, does not have.
      ...(target
        ? {
            filesystem: 'xfs',
            mountSpec: {
              targetPath: target,
              selinuxLabel: '',
              projectQuotaSupport: target === '/var',
            },
          }
        : {}),
    });
  volume('META', 4, 2 ** 20, '');
  volume('STATE', 5, 100 * 2 ** 20, '/system/state');
  volume('EPHEMERAL', 6, 475 * GIB, '/var');
  for (const name of machine.configured?.userVolumes ?? []) {
    add('runtime', 'VolumeStatuses.block', `u-${name}`, {
      phase: 'ready',
      type: 'directory',
      parentID: 'EPHEMERAL',
      mountSpec: {
        targetPath: `/var/mnt/${name}`,
        selinuxLabel: '',
        projectQuotaSupport: false,
      },
    });
  }
  add('runtime', 'FSScrubStatuses.block', 'EPHEMERAL', {
    mountpoint: '/var',
    interval: '168h0m0s',
    time: '2026-11-01T03:00:00Z',
    duration: '41s',
    status: 'success',
  });
  if (isGone) {
    add('runtime', 'VolumeStatuses.block', 'u-ceph', {
      phase: 'failed',
      preFailPhase: 'waiting',
      type: 'partition',
      errorMessage: 'no disks matched selector for volume',
    });
  }
}

/** `Mounts` of the machine. */
export function mountsOf(machine: TalosMachine, now: MachineCondition) {
  const disk = machine.installDisk;
  const isFull = now.faults.has('volume-full');
  const size = 475 * GIB;
  return [
    {
      filesystem: `${disk}${disk.includes('nvme') ? 'p' : ''}6`,
      size,
      available: Math.round(size * (isFull ? 0.08 : 0.71)),
      mountedOn: '/var',
    },
    {
      filesystem: `${disk}${disk.includes('nvme') ? 'p' : ''}5`,
      size: 92 * 2 ** 20,
      available: 90 * 2 ** 20,
      mountedOn: '/system/state',
    },
  ];
}

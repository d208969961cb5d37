import { sha256 } from '../controllers/runtime/digest';
import type { TalosResourceDraft } from './ResourceStore';
import type { MachineCondition, TalosMachine } from './TalosMachine';

/**
 * What a machine runs on: the control planes are virtual machines of a hypervisor,
 * the workers bare metal, as in many homes.
 */
export function hostResources(
  machine: TalosMachine,
  { boots = 0 }: MachineCondition,
): TalosResourceDraft[] {
  const { name, isControlPlane } = machine;
  return [
    {
      namespace: 'hardware',
      type: 'SystemInformations.hardware.talos.dev',
      id: 'systeminformation',
      spec: {
        ...(isControlPlane
          ? {
              manufacturer: 'QEMU',
              productName: 'Standard PC (Q35 + ICH9, 2009)',
              version: 'pc-q35-9.2',
            }
          : { manufacturer: 'Lab Computers', productName: 'Mini 16' }),
        uuid: sha256(`uuid ${name}`).slice(0, 32),
        wakeUpType: 'Power Switch',
      },
    },
    {
      namespace: 'runtime',
      type: 'PlatformMetadatas.talos.dev',
      id: 'platformmetadata',
      spec: { platform: 'metal', hostname: name },
    },
    {
      namespace: 'runtime',
      type: 'BootIDs.runtime.talos.dev',
      id: 'boot-id',
      spec: { bootID: sha256(`boot ${boots} of ${name}`).slice(0, 32) },
    },
    ...kernelModules(machine),
  ];
}

/** Those that a machine loads, in the form of both types. */
function kernelModules(machine: TalosMachine): TalosResourceDraft[] {
  const loaded = [
    'br_netfilter',
    'nvme',
    'nvme_core',
    'overlay',
    'rbd',
    'tcp_bbr',
    ...(machine.isControlPlane ? ['virtio_balloon', 'virtio_net'] : ['igc']),
  ].map((id, index) => ({
    id,
    spec: {
      size: 4096 * (index + 2),
      referenceCount: 1,
      address: '0x0000000000000000',
    },
  }));
  const status = (id: string, spec: object) => ({
    namespace: 'runtime',
    type: 'KernelModuleStatuses.runtime.talos.dev',
    id,
    spec,
  });
  return [
    ...loaded.flatMap(({ id, spec }) => [
      {
        namespace: 'runtime',
        type: 'LoadedKernelModules.runtime.talos.dev',
        id,
        spec: { ...spec, state: 'Live' },
      },
      status(id, { ...spec, type: 'dynamic', state: 'live' }),
    ]),
    ...['ext4', 'xfs'].map(id =>
      status(id, {
        type: 'built-in',
        size: 0,
        referenceCount: 0,
        state: 'built-in',
        address: '',
      }),
    ),
  ];
}

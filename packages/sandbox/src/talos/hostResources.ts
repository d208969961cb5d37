import { sha256 } from '../controllers/runtime/digest';
import type { TalosResourceDraft } from './ResourceStore';
import type { TalosMachine } from './TalosMachine';

/**
 * What a machine runs on: the control planes are virtual machines of a hypervisor,
 * the workers bare metal, as in many homes.
 */
export function hostResources(machine: TalosMachine): TalosResourceDraft[] {
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
  ];
}

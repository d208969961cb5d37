import { object } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

export const virtualMachineRows: StatusRow[] = [
  [
    'that runs is current',
    object('kubevirt.io/v1/VirtualMachine', {
      status: { printableStatus: 'Running' },
    }),
    'Current ok',
  ],
  [
    'stopped by its owner is current, and says so',
    object('kubevirt.io/v1/VirtualMachine', {
      spec: { runStrategy: 'Halted' },
      status: { printableStatus: 'Stopped' },
    }),
    'Current info Stopped',
  ],
  [
    'stopped against its run strategy is a warning',
    object('kubevirt.io/v1/VirtualMachine', {
      spec: { runStrategy: 'Always' },
      status: { printableStatus: 'Stopped' },
    }),
    'InProgress warning Stopped',
  ],
  [
    'that no node can take is failed',
    object('kubevirt.io/v1/VirtualMachine', {
      status: { printableStatus: 'ErrorUnschedulable' },
    }),
    'Failed error ErrorUnschedulable',
  ],
  [
    'with a word of a later KubeVirt is unknown',
    object('kubevirt.io/v1/VirtualMachine', {
      status: { printableStatus: 'Dreaming' },
    }),
    'Unknown unknown',
  ],
];

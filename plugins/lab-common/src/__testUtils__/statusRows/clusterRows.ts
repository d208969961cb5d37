import { condition, object } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

export const clusterRows: StatusRow[] = [
  [
    'a ready node is current',
    object('v1/Node', { status: { conditions: [condition('Ready=True')] } }),
    'Current ok',
  ],
  [
    'a node that stopped reporting is failed',
    object('v1/Node', {
      status: {
        conditions: [condition('Ready=Unknown', 'NodeStatusUnknown')],
      },
    }),
    'Failed error NodeStatusUnknown',
  ],
  [
    'a cordoned node says so',
    object('v1/Node', {
      spec: { unschedulable: true },
      status: { conditions: [condition('Ready=True')] },
    }),
    'Current info SchedulingDisabled',
  ],
  [
    'a node short of disk is a warning',
    object('v1/Node', {
      status: {
        conditions: [
          condition('DiskPressure=True', 'KubeletHasDiskPressure'),
          condition('Ready=True'),
        ],
      },
    }),
    'Current warning DiskPressure',
  ],
  [
    'an active namespace is current',
    object('v1/Namespace', { status: { phase: 'Active' } }),
    'Current ok',
  ],
  [
    'an established CRD is current',
    object('apiextensions.k8s.io/v1/CustomResourceDefinition', {
      status: {
        conditions: [
          condition('NamesAccepted=True'),
          condition('Established=True'),
        ],
      },
    }),
    'Current ok',
  ],
  [
    'a CRD whose names are taken is failed',
    object('apiextensions.k8s.io/v1/CustomResourceDefinition', {
      status: {
        conditions: [condition('NamesAccepted=False', 'PluralConflict')],
      },
    }),
    'Failed error PluralConflict',
  ],
  [
    'an API whose backend is away is failed',
    object('apiregistration.k8s.io/v1/APIService', {
      status: {
        conditions: [condition('Available=False', 'MissingEndpoints')],
      },
    }),
    'Failed error MissingEndpoints',
  ],
];

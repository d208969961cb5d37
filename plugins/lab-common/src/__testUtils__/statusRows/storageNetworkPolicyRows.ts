import { condition, object } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

export const storageNetworkPolicyRows: StatusRow[] = [
  [
    'a bound claim is current',
    object('v1/PersistentVolumeClaim', { status: { phase: 'Bound' } }),
    'Current ok',
  ],
  [
    'a claim pending for an hour is a warning',
    object('v1/PersistentVolumeClaim', { status: { phase: 'Pending' } }),
    'InProgress warning NotBound',
  ],
  [
    'a claim without its volume is failed',
    object('v1/PersistentVolumeClaim', { status: { phase: 'Lost' } }),
    'Failed error Lost',
  ],
  [
    'a released volume keeps data',
    object('v1/PersistentVolume', { status: { phase: 'Released' } }),
    'Current info Released',
  ],
  [
    'a ClusterIP service is current',
    object('v1/Service', { spec: { type: 'ClusterIP' } }),
    'Current ok',
  ],
  [
    'a load balancer without an address is a warning',
    object('v1/Service', {
      spec: { type: 'LoadBalancer' },
      status: { loadBalancer: {} },
    }),
    'InProgress warning NoAddress',
  ],
  [
    'a load balancer with an address is current',
    object('v1/Service', {
      spec: { type: 'LoadBalancer' },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.4' }] } },
    }),
    'Current ok',
  ],
  [
    'an autoscaler without metrics is a warning',
    object('autoscaling/v2/HorizontalPodAutoscaler', {
      status: {
        conditions: [
          condition('AbleToScale=True'),
          condition('ScalingActive=False', 'FailedGetResourceMetric'),
        ],
      },
    }),
    'InProgress warning FailedGetResourceMetric',
  ],
  [
    'an autoscaler that scales is current',
    object('autoscaling/v2/HorizontalPodAutoscaler', {
      status: {
        conditions: [
          condition('AbleToScale=True'),
          condition('ScalingActive=True'),
        ],
      },
    }),
    'Current ok',
  ],
  [
    'a disruption budget below its wish is a warning',
    object('policy/v1/PodDisruptionBudget', {
      status: { desiredHealthy: 2, currentHealthy: 1 },
    }),
    'InProgress warning InsufficientPods',
  ],
];

import { condition, object } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

export const customObjectRows: StatusRow[] = [
  [
    'that is ready is current',
    object('x.org/v1/X', {
      status: { conditions: [condition('Ready=True')] },
    }),
    'Current ok',
  ],
  [
    'that is not ready is in progress, with a warning',
    object('x.org/v1/X', {
      status: { conditions: [condition('Ready=False', 'NoRoute')] },
    }),
    'InProgress warning NoRoute',
  ],
  [
    'with readiness unknown is unknown in severity',
    object('x.org/v1/X', {
      status: { conditions: [condition('Ready=Unknown')] },
    }),
    'InProgress unknown',
  ],
  [
    'with a word for status that Kubernetes does not have is not green',
    object('x.org/v1/X', {
      status: { conditions: [condition('Ready=true')] },
    }),
    'InProgress unknown',
  ],
  [
    'ready for an older generation is in progress',
    object('x.org/v1/X', {
      metadata: { generation: 5 },
      status: {
        conditions: [condition('Ready=True', 'Ok', { observedGeneration: 4 })],
      },
    }),
    'InProgress info LatestGenerationNotObserved',
  ],
  [
    'suspended while ready is unknown, because its conditions are frozen',
    object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
      spec: { suspend: true },
      status: { conditions: [condition('Ready=True')] },
    }),
    'Current unknown Suspended',
  ],
  [
    'suspended while failing keeps its warning',
    object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
      spec: { suspend: true },
      status: { conditions: [condition('Ready=False', 'BuildFailed')] },
    }),
    'InProgress warning BuildFailed',
  ],
  [
    'by phase Ready is current',
    object('ceph.rook.io/v1/CephBlockPool', { status: { phase: 'Ready' } }),
    'Current ok',
  ],
  [
    'by a phase nobody knows is unknown',
    object('ceph.rook.io/v1/CephBlockPool', { status: { phase: 'Sulking' } }),
    'Unknown unknown Sulking',
  ],
  [
    'by a phase named like a field of every object is unknown',
    object('x.org/v1/X', { status: { phase: 'constructor' } }),
    'Unknown unknown constructor',
  ],
  [
    'of Argo CD is judged by its health',
    object('argoproj.io/v1alpha1/Application', {
      status: { health: { status: 'Degraded' } },
    }),
    'Failed error Degraded',
  ],
  [
    'that a gateway accepted is current',
    object('gateway.networking.k8s.io/v1/HTTPRoute', {
      status: {
        parents: [
          {
            conditions: [
              condition('Accepted=True'),
              condition('ResolvedRefs=True'),
            ],
          },
        ],
      },
    }),
    'Current ok',
  ],
  [
    'whose backend does not exist is a warning',
    object('gateway.networking.k8s.io/v1/HTTPRoute', {
      status: {
        parents: [
          {
            parentRef: { name: 'internal' },
            conditions: [
              condition('Accepted=True'),
              condition('ResolvedRefs=False', 'BackendNotFound'),
            ],
          },
        ],
      },
    }),
    'InProgress warning BackendNotFound',
  ],
];

import { condition, object, secondsAgo } from '../../__fixtures__/kubeObjects';
import type { StatusRow } from './StatusRow';

export const everyKindRows: StatusRow[] = [
  [
    'an object marked for deletion is terminating',
    object('v1/ConfigMap', {
      metadata: { deletionTimestamp: secondsAgo(10) },
    }),
    'Terminating info',
  ],
  [
    'a deletion that does not end is a warning',
    object('v1/Namespace', {
      metadata: { deletionTimestamp: secondsAgo(900), finalizers: ['a/b'] },
    }),
    'Terminating warning DeletionStuck',
  ],
  [
    'a spec nobody acted on is in progress, whatever Ready says',
    object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
      metadata: { generation: 3 },
      status: {
        observedGeneration: 2,
        conditions: [condition('Ready=True')],
      },
    }),
    'InProgress info LatestGenerationNotObserved',
  ],
  [
    'Reconciling wins over Ready',
    object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
      status: {
        conditions: [
          condition('Reconciling=True', 'Progressing'),
          condition('Ready=True'),
        ],
      },
    }),
    'InProgress info Progressing',
  ],
  [
    'reconciling again after a failure is a warning',
    object('kustomize.toolkit.fluxcd.io/v1/Kustomization', {
      status: {
        conditions: [condition('Reconciling=True', 'ProgressingWithRetry')],
      },
    }),
    'InProgress warning ProgressingWithRetry',
  ],
  [
    'stalled is failed',
    object('helm.toolkit.fluxcd.io/v2/HelmRelease', {
      status: {
        conditions: [condition('Stalled=True', 'MissingRollbackTarget')],
      },
    }),
    'Failed error MissingRollbackTarget',
  ],
  [
    'a kind without a status is current by being there',
    object('v1/ConfigMap'),
    'Current ok',
  ],
  [
    'an object of an unknown kind is never green',
    object('example.org/v1/Thing', { spec: {} }),
    'Current info',
  ],
  [
    'a Flux object without a status is unknown',
    object('helm.toolkit.fluxcd.io/v2/HelmRelease', { spec: {} }),
    'Unknown unknown NoStatus',
  ],
  [
    'a Flux object whose status says nothing of readiness is unknown',
    object('source.toolkit.fluxcd.io/v1/GitRepository', {
      status: { artifact: {} },
    }),
    'Unknown unknown',
  ],
];

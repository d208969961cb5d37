import {
  NOW,
  objects,
  snapshots,
} from '../__testUtils__/__fixtures__/snapshots';
import { judge, ready } from '../__testUtils__/judge';
import { judgeFlux } from './judgeFlux';

/** One object per case: `kind`, `spec` and `status` as the controllers write them. */
interface Case {
  fact: string;
  yaml: string;
  expected: Record<string, unknown>;
}

const kustomization = (rest: string) => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: it, namespace: media, generation: 2, creationTimestamp: '2026-11-01T08:00:00Z' }
${rest}`;

const helmRelease = (rest: string) => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: it, namespace: media, generation: 2, creationTimestamp: '2026-11-01T08:00:00Z' }
${rest}`;

const cases: Case[] = [
  {
    fact: 'a true Ready condition is ready, and needs no message',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [${ready}] }`,
    ),
    expected: { status: 'Ready', since: '2026-11-20T10:00:00Z' },
  },
  {
    fact: 'suspended counts before anything else, so it never counts as failing',
    yaml: kustomization(`spec: { suspend: true }
status: { observedGeneration: 1, conditions: [{ type: Ready, status: 'False', reason: BuildFailed, message: no }] }`),
    expected: { status: 'Suspended', suspended: true },
  },
  {
    fact: 'a declaration newer than the status is progressing, whatever Ready says',
    yaml: kustomization(
      `status: { observedGeneration: 1, conditions: [${ready}] }`,
    ),
    expected: { status: 'Progressing' },
  },
  {
    fact: 'a failure that is tried again is retrying, with the failure as its message',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [{ type: Ready, status: 'False', reason: BuildFailed, message: 'kustomize build failed' }, { type: Reconciling, status: 'True', reason: ProgressingWithRetry, message: retrying }] }`,
    ),
    expected: { status: 'Retrying', message: 'kustomize build failed' },
  },
  {
    fact: 'a first failure that left the observed generation behind is retrying, not progressing',
    yaml: kustomization(
      `status: { observedGeneration: -1, conditions: [{ type: Ready, status: 'False', reason: BuildFailed, message: broken }, { type: Reconciling, status: 'True', reason: ProgressingWithRetry, message: retrying }] }`,
    ),
    expected: { status: 'Retrying', message: 'broken' },
  },
  {
    fact: 'a release that progresses for ever without its chart is blocked',
    yaml: helmRelease(
      `status: { observedGeneration: 2, conditions: [{ type: Ready, status: 'False', reason: SourceNotReady, message: "HelmChart 'media/media-it' is not ready" }, { type: Reconciling, status: 'True', reason: Progressing, message: Fulfilling prerequisites }] }`,
    ),
    expected: {
      status: 'Blocked',
      message: "HelmChart 'media/media-it' is not ready",
    },
  },
  {
    fact: 'a failure without a retry is failed',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [{ type: Ready, status: 'False', reason: HealthCheckFailed, message: 'timeout waiting for: [Deployment/media/it status: InProgress]' }] }`,
    ),
    expected: { status: 'Failed' },
  },
  {
    fact: 'Ready unknown while progressing is progressing',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [{ type: Ready, status: Unknown, reason: Progressing, message: building }, { type: Reconciling, status: 'True', reason: Progressing, message: building }] }`,
    ),
    expected: { status: 'Progressing', message: 'building' },
  },
  {
    fact: 'Ready unknown for any other reason is unknown',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [{ type: Ready, status: Unknown, reason: Weird, message: hm }] }`,
    ),
    expected: { status: 'Unknown', message: 'hm' },
  },
  {
    fact: 'a status of a kind nobody has heard of is unknown',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [{ type: Ready, status: Perhaps, message: hm }] }`,
    ),
    expected: { status: 'Unknown' },
  },
  {
    fact: 'an old object without any status is unknown, never ready',
    yaml: kustomization('spec: { interval: 1h }'),
    expected: { status: 'Unknown' },
  },
  {
    fact: 'a stalled release says why it is not ready',
    yaml: helmRelease(
      `status: { observedGeneration: 2, conditions: [{ type: Stalled, status: 'True', reason: RetriesExceeded, message: Failed to install after 1 attempt(s) }, { type: Ready, status: 'False', reason: InstallFailed, message: 'timeout waiting for Deployment' }] }`,
    ),
    expected: { status: 'Stalled', message: 'timeout waiting for Deployment' },
  },
  {
    fact: 'a release that was rolled back says what failed, though its pods are fine',
    yaml: helmRelease(
      `status: { observedGeneration: 2, history: [{ version: 3, status: deployed, chartVersion: 5.0.0 }], conditions: [{ type: Ready, status: 'False', reason: RollbackSucceeded, message: Helm rollback succeeded }, { type: Released, status: 'False', reason: UpgradeFailed, message: 'context deadline exceeded' }, { type: Remediated, status: 'True', reason: RollbackSucceeded, message: Helm rollback succeeded }, { type: Stalled, status: 'True', reason: RetriesExceeded, message: no more }] }`,
    ),
    expected: {
      status: 'RolledBack',
      message: 'context deadline exceeded',
      revision: '5.0.0',
    },
  },
  {
    fact: 'a release that somebody changed by hand has drifted, though it is ready',
    yaml: helmRelease(
      `status: { observedGeneration: 2, conditions: [${ready}, { type: Drifted, status: 'True', reason: DriftDetected, message: 'Cluster state has drifted' }] }`,
    ),
    expected: { status: 'Drifted' },
  },
  {
    fact: 'an OCI Helm repository has no status and needs none',
    yaml: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: it, namespace: media }
spec: { type: oci, url: 'oci://charts.example.org' }`,
    expected: { status: 'Ready' },
  },
  {
    fact: 'an Alert is static and needs no status',
    yaml: `
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata: { name: it, namespace: media }
spec: { providerRef: { name: chat } }`,
    expected: { status: 'Ready', source: 'Provider/media/chat' },
  },
  {
    fact: 'an operator object is suspended by its annotation',
    yaml: `
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: it, namespace: media, annotations: { fluxcd.controlplane.io/reconcile: disabled } }
status: { conditions: [${ready}] }`,
    expected: { status: 'Suspended' },
  },
  {
    fact: 'a release of the first v2 betas still shows its revision',
    yaml: `
apiVersion: helm.toolkit.fluxcd.io/v2beta1
kind: HelmRelease
metadata: { name: it, namespace: media, generation: 2 }
status: { observedGeneration: 2, lastAppliedRevision: 1.2.3, conditions: [${ready}] }`,
    expected: { status: 'Ready', revision: '1.2.3' },
  },
  {
    fact: 'an image policy shows the image it chose, in the old form too',
    yaml: `
apiVersion: image.toolkit.fluxcd.io/v1beta2
kind: ImagePolicy
metadata: { name: it, namespace: media }
status: { latestImage: 'registry.example.org/app:1.2.3', conditions: [${ready}] }`,
    expected: { revision: 'registry.example.org/app:1.2.3' },
  },
  {
    fact: 'an object being deleted is progressing',
    yaml: kustomization(
      `status: { observedGeneration: 2, conditions: [${ready}] }`,
    ).replace(
      'generation: 2,',
      `generation: 2, deletionTimestamp: '2026-11-20T11:00:00Z',`,
    ),
    expected: { status: 'Progressing', message: 'It is being deleted' },
  },
];

describe('judgeFlux, one object', () => {
  it.each(cases)('$fact', ({ yaml, expected }) => {
    const [object] = objects(yaml);
    expect(judge([object])(`${object.kind}/it`)).toMatchObject(expected);
  });

  it('gives a new object five minutes before its silence is unknown', () => {
    const items = objects(
      kustomization('spec: {}').replace(
        '2026-11-01T08:00:00Z',
        '2026-11-20T11:58:00Z',
      ),
    );
    expect(judge(items)('Kustomization/it').status).toBe('Progressing');
    const model = judgeFlux(snapshots(items), { now: NOW });
    expect(model.validUntilMs).toBe(Date.parse('2026-11-20T12:03:00Z'));
    expect(judge(items, model.validUntilMs)('Kustomization/it').status).toBe(
      'Unknown',
    );
  });
});

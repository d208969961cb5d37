import { fluxDetailSchema } from '../contract/detail';
import { judgeFlux } from '../judge/judgeFlux';
import {
  fixture,
  NOW,
  objects,
  snapshots,
} from '../__testUtils__/__fixtures__/snapshots';
import { deriveDetail } from './deriveDetail';

const lab = fixture('lab.yaml');
const ref = (kind: string, namespace: string, name: string) => ({
  cluster: 'lab',
  kind,
  namespace,
  name,
});

const EVENTS = `
apiVersion: v1
kind: Event
metadata: { name: e1, namespace: media }
involvedObject: { kind: HelmRelease, namespace: media, name: jellyfin }
reason: UpgradeSucceeded
message: Helm upgrade succeeded
type: Normal
count: 3
firstTimestamp: '2026-11-20T08:00:00Z'
lastTimestamp: '2026-11-20T09:00:10Z'
source: { component: helm-controller }
---
apiVersion: v1
kind: Event
metadata: { name: e2, namespace: media, creationTimestamp: '2026-11-20T09:30:00Z' }
involvedObject: { kind: OCIRepository, namespace: media, name: jellyfin }
reason: ArtifactUpToDate
message: artifact up-to-date
type: Normal
reportingComponent: source-controller
---
apiVersion: events.k8s.io/v1
kind: Event
metadata: { name: e3, namespace: media }
regarding: { kind: HelmRelease, namespace: media, name: jellyfin }
reason: DriftDetected
note: somebody was here
type: Warning
series: { count: 7, lastObservedTime: '2026-11-20T10:00:00Z' }
---
apiVersion: v1
kind: Event
metadata: { name: e4, namespace: media }
involvedObject: { kind: HelmRelease, namespace: other, name: jellyfin }
reason: Elsewhere
`;

function detail(kind: string, namespace: string, name: string, extra = '') {
  const model = judgeFlux(snapshots([...lab, ...objects(extra)]), { now: NOW });
  const found = deriveDetail(model, ref(kind, namespace, name), {
    events: objects(EVENTS),
  });
  return fluxDetailSchema.parse(found);
}

describe('deriveDetail', () => {
  it('shows a release with its chart, its chain to the root and the commit it stands at', () => {
    const found = detail('HelmRelease', 'media', 'jellyfin');
    expect(found).toMatchObject({
      row: { status: 'Ready', revision: '5.1.0', objects: 3 },
      source: {
        kind: 'OCIRepository',
        name: 'jellyfin',
        url: 'oci://charts.example.org/app-template',
      },
      appliedBy: [
        {
          kind: 'Kustomization',
          name: 'jellyfin',
          revision: 'main@sha1:5ab1c2d3',
        },
        { kind: 'Kustomization', name: 'cluster-apps' },
      ],
      rootSource: {
        kind: 'GitRepository',
        fullRevision: 'main@sha1:5ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9',
        url: 'https://git.example.org/lab/home-ops.git',
      },
    });
    expect(found.block).toBeUndefined();
  });

  it('tells what changed between two releases, and no values', () => {
    expect(detail('HelmRelease', 'media', 'jellyfin').history).toEqual([
      expect.objectContaining({
        release: 2,
        status: 'deployed',
        severity: 'ok',
        action: 'upgrade',
        revision: '5.1.0',
        change: 'chart 5.0.1 → 5.1.0, values changed',
      }),
      expect.objectContaining({
        release: 1,
        status: 'superseded',
        severity: 'info',
      }),
    ]);
  });

  it('tells the history of a Kustomization with outcome and duration', () => {
    expect(
      detail('Kustomization', 'flux-system', 'cluster-apps').history,
    ).toEqual([
      {
        at: '2026-11-20T11:41:00Z',
        firstAt: '2026-11-20T11:41:00Z',
        revision: 'main@sha1:5ab1c2d3',
        fullRevision: 'main@sha1:5ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9',
        status: 'ReconciliationSucceeded',
        severity: 'ok',
        durationMs: 1520,
        times: 1,
      },
      expect.objectContaining({
        status: 'BuildFailed',
        severity: 'error',
        durationMs: 900,
        times: 24,
      }),
    ]);
  });

  it('shows the events of the object and of its source, newest first, in both forms', () => {
    expect(detail('HelmRelease', 'media', 'jellyfin').events).toEqual([
      {
        at: '2026-11-20T10:00:00Z',
        type: 'Warning',
        reason: 'DriftDetected',
        message: 'somebody was here',
        count: 7,
        about: 'HelmRelease/media/jellyfin',
      },
      {
        at: '2026-11-20T09:30:00Z',
        type: 'Normal',
        reason: 'ArtifactUpToDate',
        message: 'artifact up-to-date',
        count: 1,
        about: 'OCIRepository/media/jellyfin',
        from: 'source-controller',
      },
      {
        at: '2026-11-20T09:00:10Z',
        type: 'Normal',
        reason: 'UpgradeSucceeded',
        message: 'Helm upgrade succeeded',
        count: 3,
        about: 'HelmRelease/media/jellyfin',
        from: 'helm-controller',
      },
    ]);
  });

  it('shows dependencies both ways, and one that does not exist as such', () => {
    const dependent = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: sonarr, namespace: media }
spec: { dependsOn: [{ name: jellyfin }, { name: gone }] }
status: { conditions: [{ type: Ready, status: 'False', reason: DependencyNotReady, message: "dependency 'media/gone' is not ready" }] }`;
    expect(
      detail('Kustomization', 'media', 'jellyfin', dependent).requiredBy,
    ).toMatchObject([{ name: 'sonarr', status: 'Blocked' }]);
    const found = detail('Kustomization', 'media', 'sonarr', dependent);
    expect(found.dependsOn).toMatchObject([
      { name: 'jellyfin', isFound: true, status: 'Ready' },
      {
        name: 'gone',
        isFound: false,
        status: 'Unknown',
        message: 'lab has no Kustomization media/gone',
      },
    ]);
    expect(found.block).toMatchObject({
      why: 'missing',
      path: [{ name: 'gone' }],
      sentence: 'Kustomization media/gone does not exist',
    });
  });

  it('names the commands for the same, and does not offer to reconcile what is suspended', () => {
    const commands = detail('Kustomization', 'media', 'jellyfin').commands.map(
      ({ command }) => command,
    );
    expect(commands).toEqual([
      'flux get kustomization jellyfin -n media',
      'flux events --for Kustomization/jellyfin -n media',
      'flux tree kustomization jellyfin -n media',
      'kubectl describe kustomizations.kustomize.toolkit.fluxcd.io jellyfin -n media',
      'flux reconcile kustomization jellyfin -n media --with-source',
      'flux suspend kustomization jellyfin -n media',
    ]);
    const suspended = detail(
      'Kustomization',
      'x',
      'it',
      `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: it, namespace: x, annotations: { weave.works/suspended-by: ada } }
spec: { suspend: true }`,
    );
    expect(suspended.commands.filter(({ isChange }) => isChange)).toEqual([
      {
        title: 'Resume it',
        command: 'flux resume kustomization it -n x',
        isChange: true,
      },
    ]);
    expect(suspended.suspension).toEqual({ by: 'ada' });
  });

  it('judges conditions by their polarity', () => {
    const found = detail(
      'HelmRelease',
      'x',
      'it',
      `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: it, namespace: x }
status:
  conditions:
    - { type: Ready, status: 'False', reason: RollbackSucceeded }
    - { type: Remediated, status: 'True', reason: RollbackSucceeded }
    - { type: Stalled, status: 'False', reason: x }
    - { type: Released, status: Unknown, reason: x }
    - { type: SomethingNew, status: 'True' }
    - { type: Reconciling, status: 'True', reason: ProgressingWithRetry }
    - not a condition`,
    );
    expect(
      found.conditions.map(({ type, severity }) => [type, severity]),
    ).toEqual([
      ['Ready', 'error'],
      ['Remediated', 'warning'],
      ['Stalled', 'ok'],
      ['Released', 'unknown'],
      ['SomethingNew', 'info'],
      ['Reconciling', 'error'],
    ]);
    expect(found.explanation).toMatchObject({
      runbook: {
        page: 'runbooks/app-not-ready',
        anchor: 'take-the-change-back',
      },
    });
  });

  it('marks what is applied to another cluster', () => {
    expect(
      detail(
        'Kustomization',
        'x',
        'it',
        `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: it, namespace: x }
spec: { kubeConfig: { secretRef: { name: other } } }`,
      ).isRemote,
    ).toBe(true);
  });

  it('is undefined for an object that is not there', () => {
    const model = judgeFlux(snapshots(lab), { now: NOW });
    expect(
      deriveDetail(model, ref('Kustomization', 'media', 'gone'), {
        events: [],
      }),
    ).toBeUndefined();
  });
});

import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type {
  AppObject,
  FluxApp,
  FluxDetail,
  FluxRelation,
  FluxRow,
  FluxSummary,
  TreeNode,
} from '@homestage/backstage-plugin-flux-common';

/** The hash every built revision has. */
export const COMMIT = '5ab1c2d3e4f5061728394a5b6c7d8e9f00112233';

/** A source that answers; override what differs. */
export function source(overrides: Partial<SourceState> = {}): SourceState {
  return {
    source: 'kubernetes/lab/kustomizations.kustomize.toolkit.fluxcd.io',
    title: 'Kustomizations on lab',
    cluster: 'lab',
    status: 'live',
    since: '2026-03-01T10:00:00Z',
    asOf: '2026-03-01T12:00:00Z',
    message: 'The cluster answers.',
    ...overrides,
  };
}

/** A Kustomization that is what Git says; override what differs. */
export function row(overrides: Partial<FluxRow> = {}): FluxRow {
  return {
    cluster: 'lab',
    kind: 'Kustomization',
    namespace: 'media',
    name: 'jellyfin',
    status: 'Ready',
    revision: 'main@sha1:5ab1c2d3',
    source: 'GitRepository/flux-system/flux-system',
    since: '2026-03-01T11:50:00Z',
    reconciledAt: '2026-03-01T11:59:00Z',
    objects: 4,
    ...overrides,
  };
}

/** Another Flux object as a relation; override what differs. */
export function relation(overrides: Partial<FluxRelation> = {}): FluxRelation {
  return {
    cluster: 'lab',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'cluster-apps',
    isFound: true,
    status: 'Ready',
    revision: 'main@sha1:5ab1c2d3',
    fullRevision: `main@sha1:${COMMIT}`,
    ...overrides,
  };
}

/** The repository the lab is made from; override what differs. */
export function rootSource(
  overrides: Partial<FluxRelation> = {},
): FluxRelation {
  return relation({
    kind: 'GitRepository',
    name: 'flux-system',
    url: 'http://forge.lab.test/lab/home-ops.git',
    ...overrides,
  });
}

/** A summary in which everything is fine; override what differs. */
export function summary(overrides: Partial<FluxSummary> = {}): FluxSummary {
  return {
    appliers: { total: 12, asGitSays: 12, counts: { Ready: 12 } },
    all: { total: 15, counts: { Ready: 15 } },
    severity: 'ok',
    sentence: 'All 12 Kustomizations and HelmReleases are what Git says.',
    attention: [],
    attentionTotal: 0,
    blockers: [],
    roots: [relation({ name: 'flux-system' })],
    rootSources: [rootSource()],
    oldestFactAt: '2026-03-01T11:59:20Z',
    ...overrides,
  };
}

/** Everything about a healthy Kustomization; override what differs. */
export function detail(overrides: Partial<FluxDetail> = {}): FluxDetail {
  return {
    row: row(),
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    createdAt: '2026-02-01T10:00:00Z',
    explanation: { meaning: 'It is what Git says.' },
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'ReconciliationSucceeded',
        message: 'Applied revision: main@sha1:5ab1c2d3',
        since: '2026-03-01T11:50:00Z',
        severity: 'ok',
      },
    ],
    fullRevision: `main@sha1:${COMMIT}`,
    path: './kubernetes/apps/media/jellyfin/app',
    interval: '1h',
    isRemote: false,
    source: rootSource(),
    dependsOn: [],
    requiredBy: [],
    appliedBy: [relation()],
    rootSource: rootSource(),
    history: [
      {
        at: '2026-03-01T11:50:00Z',
        revision: 'main@sha1:5ab1c2d3',
        status: 'ReconciliationSucceeded',
        severity: 'ok',
        durationMs: 1_400,
        times: 3,
      },
    ],
    events: [],
    commands: [
      {
        title: 'Reconcile it now',
        command: 'flux reconcile kustomization jellyfin -n media',
        isChange: true,
      },
    ],
    object: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'jellyfin', namespace: 'media' },
    },
    ...overrides,
  };
}

/** A healthy Deployment of a tree; override what differs. */
export function treeNode(overrides: Partial<TreeNode> = {}): TreeNode {
  const { kind = 'Deployment', group = 'apps', name = 'jellyfin' } = overrides;
  return {
    id: `lab/${kind}${group && `.${group}`}/media/${name}`,
    group,
    kind,
    namespace: 'media',
    name,
    status: 'Current',
    severity: 'ok',
    isFailing: false,
    counts: { ok: 1, info: 0, unknown: 0, warning: 0, error: 0 },
    children: [],
    ...overrides,
  };
}

/** A healthy object of an app; override what differs. */
export function appObject(overrides: Partial<AppObject> = {}): AppObject {
  const { kind = 'Deployment', group = 'apps', name = 'jellyfin' } = overrides;
  return {
    id: `lab/${kind}${group && `.${group}`}/media/${name}`,
    group,
    kind,
    namespace: 'media',
    name,
    status: 'Current',
    severity: 'ok',
    ...overrides,
  };
}

/** A healthy app; override what differs. */
export function app(overrides: Partial<FluxApp> = {}): FluxApp {
  return {
    cluster: 'lab',
    severity: 'ok',
    sentence: 'It runs what Git says.',
    revision: 'main@sha1:5ab1c2d3',
    fullRevision: `main@sha1:${COMMIT}`,
    since: '2026-03-01T11:50:00Z',
    kustomizations: [relation({ namespace: 'media', name: 'jellyfin' })],
    helmReleases: [],
    appliedBy: [relation()],
    rootSource: rootSource(),
    objects: [appObject()],
    counts: { ok: 1, info: 0, unknown: 0, warning: 0, error: 0 },
    ...overrides,
  };
}

import {
  FLUX_STATUSES,
  fluxSeverity,
  type FluxCounts,
  type FluxRow,
  type FluxStatus,
  type TreeNode,
} from '@homestage/backstage-plugin-flux-common';
import {
  app,
  appObject,
  COMMIT,
  detail,
  relation,
  rootSource,
  row,
  source,
  summary,
  treeNode,
} from '../src/__testUtils__/fluxBuilders';
import { FakeFluxClient } from '../src/__testUtils__/FakeFluxClient';

const APPS = [
  ['media', 'jellyfin'],
  ['media', 'sonarr'],
  ['media', 'radarr'],
  ['home', 'home-assistant'],
  ['home', 'mosquitto'],
  ['home', 'zigbee2mqtt'],
  ['network', 'envoy-gateway'],
  ['network', 'external-dns'],
  ['network', 'k8s-gateway'],
  ['storage', 'rook-ceph-operator'],
  ['storage', 'volsync'],
  ['observability', 'grafana'],
  ['observability', 'victoria-logs'],
] as const;

const WHY: Partial<Record<FluxStatus, string>> = {
  Stalled:
    'Helm install failed: timed out waiting for the condition, retries exhausted',
  Retrying: 'health check failed after 5m0s: Deployment/home/zigbee2mqtt',
  Blocked: 'waits for Kustomization storage/rook-ceph-operator, which failed',
  Failed:
    'kustomize build failed: accumulating resources: no such file app.yaml',
  RolledBack: 'upgrade to 4.2.1 failed, 4.1.9 runs again',
  Behind: 'main@sha1:77aa12bc is not applied yet',
  Suspended: 'by anna, while the disk is replaced',
};

const ODD: Record<string, FluxStatus> = {
  'media/sonarr': 'Stalled',
  'home/zigbee2mqtt': 'Retrying',
  'storage/rook-ceph-operator': 'Failed',
  'storage/volsync': 'Blocked',
  'observability/grafana': 'Blocked',
  'observability/victoria-logs': 'RolledBack',
  'network/external-dns': 'Suspended',
  'network/k8s-gateway': 'Behind',
  'home/mosquitto': 'Unknown',
};

const agoIso = (now: number, seconds: number) =>
  new Date(now - seconds * 1000).toISOString();

function labRows(now: number): FluxRow[] {
  return APPS.flatMap(([namespace, name], index) => {
    const status = ODD[`${namespace}/${name}`] ?? 'Ready';
    const shared = {
      namespace,
      name,
      status,
      message: WHY[status],
      since: agoIso(now, 70 + index * 613),
      reconciledAt: agoIso(now, 40 + index * 7),
    };
    return [
      row(shared),
      row({
        ...shared,
        kind: 'HelmRelease',
        status: status === 'Ready' || status === 'Stalled' ? status : 'Ready',
        message: status === 'Stalled' ? WHY.Stalled : undefined,
        revision: '4.2.1',
        source: `OCIRepository/${namespace}/app-template`,
      }),
    ];
  });
}

function manyRows(now: number, count: number): FluxRow[] {
  return Array.from({ length: count }, (_, index) => {
    const [namespace, name] = APPS[index % APPS.length];
    const status = FLUX_STATUSES[(index * index) % FLUX_STATUSES.length];
    return row({
      namespace,
      name: `${name}-${index}`,
      status,
      kind: index % 3 === 0 ? 'HelmRelease' : 'Kustomization',
      message: WHY[status],
      since: agoIso(now, index * 17),
    });
  });
}

function countRows(rows: readonly FluxRow[]): FluxCounts {
  const counts: FluxCounts = {};
  for (const { status } of rows) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

function labTree(): TreeNode {
  const counts = { ok: 9, info: 1, unknown: 1, warning: 1, error: 2 };
  const zigbee = treeNode({
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    name: 'zigbee2mqtt',
    namespace: 'home',
    status: 'Retrying',
    fluxStatus: 'Retrying',
    severity: 'error',
    isFailing: true,
    counts,
    children: [
      treeNode({
        name: 'zigbee2mqtt',
        status: 'Failed',
        severity: 'error',
        isFailing: true,
        message:
          'Pod zigbee2mqtt-6f7 can not be scheduled: no node has the USB stick',
      }),
      treeNode({ kind: 'Service', group: '', name: 'zigbee2mqtt' }),
      treeNode({
        kind: 'PersistentVolumeClaim',
        group: '',
        name: 'zigbee2mqtt',
        status: 'InProgress',
        severity: 'info',
      }),
      treeNode({
        kind: 'Secret',
        group: '',
        name: 'mqtt-credentials',
        status: 'Unknown',
        severity: 'unknown',
        note: 'not-read',
      }),
    ],
  });
  const jellyfin = treeNode({
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    name: 'jellyfin',
    fluxStatus: 'Ready',
    status: 'Ready',
    counts: { ok: 3, info: 0, unknown: 0, warning: 0, error: 0 },
    children: [
      treeNode({
        kind: 'HelmRelease',
        group: 'helm.toolkit.fluxcd.io',
        fluxStatus: 'Ready',
        status: 'Ready',
        children: [treeNode(), treeNode({ kind: 'Service', group: '' })],
      }),
    ],
  });
  return treeNode({
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'cluster-apps',
    fluxStatus: 'Ready',
    status: 'Ready',
    isFailing: true,
    counts,
    children: [zigbee, jellyfin],
  });
}

function labDetail(now: number) {
  return detail({
    row: row({
      namespace: 'storage',
      name: 'volsync',
      status: 'Blocked',
      message: WHY.Blocked,
      since: agoIso(now, 740),
      reconciledAt: agoIso(now, 65),
    }),
    message:
      "dependency 'storage/rook-ceph-operator' is not ready: kustomize build failed",
    explanation: {
      meaning: 'What Git says can not reach it, because of something else.',
      nextStep: 'Mend Kustomization storage/rook-ceph-operator first.',
      runbook: { page: 'runbooks/app-not-ready', anchor: 'blocked' },
    },
    block: {
      why: 'failing',
      sentence:
        'Kustomization storage/rook-ceph-operator fails: its tree does not build.',
      path: [
        relation({
          namespace: 'storage',
          name: 'rook-ceph-operator',
          status: 'Failed',
          message: WHY.Failed,
        }),
      ],
    },
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'DependencyNotReady',
        message:
          "dependency 'storage/rook-ceph-operator' is not ready: kustomize build failed",
        since: agoIso(now, 740),
        severity: 'warning',
        explanation: {
          meaning: 'Flux waits until what it depends on is ready.',
        },
      },
    ],
    dependsOn: [
      relation({
        namespace: 'storage',
        name: 'rook-ceph-operator',
        status: 'Failed',
      }),
    ],
    requiredBy: [relation({ namespace: 'media', name: 'jellyfin' })],
    history: ['ok', 'error', 'ok', 'ok'].map((severity, index) => ({
      at: agoIso(now, 740 + index * 9000),
      revision: `main@sha1:${COMMIT.slice(index, index + 8)}`,
      status:
        severity === 'ok' ? 'ReconciliationSucceeded' : 'HealthCheckFailed',
      severity: severity as 'ok' | 'error',
      durationMs: 1200 + index * 40_000,
      times: index + 1,
    })),
    events: [1, 2, 3].map(index => ({
      at: agoIso(now, index * 31),
      type: index === 1 ? 'Warning' : 'Normal',
      reason: index === 1 ? 'DependencyNotReady' : 'Progressing',
      message: 'dependencies do not meet ready condition, retrying in 30s',
      count: index * 4,
      about: 'Kustomization/storage/volsync',
    })),
  });
}

/** A small lab in which several things are wrong; with `count`, a large one. */
export function fakeLab(now: number, count?: number): FakeFluxClient {
  const client = new FakeFluxClient();
  const rows = count ? manyRows(now, count) : labRows(now);
  const counts = countRows(rows);
  const attention = rows
    .filter(each => ['warning', 'error'].includes(fluxSeverity(each.status)))
    .sort(
      (a, b) =>
        FLUX_STATUSES.indexOf(a.status) - FLUX_STATUSES.indexOf(b.status),
    );
  client.answers.rows.rows = rows;
  client.answers.summary.summary = summary({
    appliers: { total: rows.length, asGitSays: counts.Ready ?? 0, counts },
    severity: 'error',
    sentence: `${counts.Ready} of ${rows.length} Kustomizations and HelmReleases are what Git says. ${attention.length} objects need somebody.`,
    attention: attention.slice(0, 50),
    attentionTotal: attention.length,
    blockers: [
      {
        cause: relation({
          namespace: 'storage',
          name: 'rook-ceph-operator',
          status: 'Failed',
        }),
        sentence:
          'Kustomization storage/rook-ceph-operator fails: its tree does not build.',
        blocks: [
          'Kustomization/storage/volsync',
          'Kustomization/observability/grafana',
        ],
      },
    ],
    roots: [relation()],
    rootSources: [rootSource()],
    oldestFactAt: agoIso(now, 40),
  });
  client.answers.tree.root = labTree();
  client.answers.detail.resource = labDetail(now);
  client.answers.app.app = app({
    severity: 'error',
    sentence: '1 of 4 objects failed: a pod can not be scheduled.',
    since: agoIso(now, 300),
    objects: [
      appObject({
        kind: 'Pod',
        group: '',
        name: 'jellyfin-7d9f-x2x',
        status: 'Failed',
        severity: 'error',
        message: 'No node has room: 3 Insufficient memory',
        owner: 'lab/Deployment.apps/media/jellyfin',
      }),
      appObject({
        status: 'InProgress',
        severity: 'warning',
        message: '0 of 1 replicas are available',
      }),
      appObject({
        kind: 'PersistentVolumeClaim',
        group: '',
        status: 'Unknown',
        severity: 'unknown',
        message: 'Not seen since 14:02',
      }),
      appObject({ kind: 'Service', group: '' }),
    ],
  });
  const stale = source({
    status: 'stale',
    since: agoIso(now, 190),
    asOf: agoIso(now, 190),
    title: 'Kustomizations on lab',
    message: 'The API server of lab closed the connection.',
    nextStep: 'Check whether the control plane answers on port 6443.',
  });
  const forbidden = source({
    source: 'kubernetes/lab/events',
    status: 'forbidden',
    title: 'Events on lab',
    since: agoIso(now, 4000),
    asOf: undefined,
    message: 'The account may not list events.',
    nextStep: 'Apply docs/rbac.yaml to the cluster.',
  });
  client.answers.summary.sources = [source(), stale, forbidden];
  return client;
}

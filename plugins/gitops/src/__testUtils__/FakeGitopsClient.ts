import {
  checkForm,
  type AppPreset,
  type ChangeLeg,
  type ChangePlan,
  type ChangesAnswer,
  type ChangeRow,
  type FieldProblem,
  type FormFacts,
  type GitopsClient,
  type ImageCheck,
  type ImageCheckRequest,
  type PresetsAnswer,
  type PreviewRequest,
  type RepositoryRow,
  type ValidateRequest,
} from '@homestage/backstage-plugin-gitops-common';

export const preset: AppPreset = {
  name: 'navidrome',
  title: 'Navidrome',
  description: 'Your music, from your own shelves',
  group: 'Media',
  upstream: 'https://www.navidrome.org',
  namespace: 'media',
  image: 'ghcr.io/navidrome/navidrome:0.54.1',
  port: 4533,
  exposure: 'internal',
  subdomain: 'music',
  volume: { size: '5Gi', mountPath: '/data' },
  brings: ['library'],
};

type LegState = ChangeLeg['state'];

export function formFacts(overrides: Partial<FormFacts> = {}): FormFacts {
  return {
    repository: 'home-ops',
    branch: 'main',
    cluster: 'lab',
    commit: '4f1c0ffee',
    revision: 'r1',
    source: {
      source: 'git/home-ops',
      title: 'Git tree home-ops',
      status: 'live',
      since: '2026-11-21T10:00:00.000Z',
      message: 'home-ops is read at 4f1c0ffe.',
    },
    namespaces: [
      { name: 'media', apps: ['jellyfin', 'sonarr'] },
      { name: 'network', apps: ['envoy-gateway'] },
    ],
    apps: [
      {
        namespace: 'media',
        name: 'jellyfin',
        isSuspended: false,
        isAppTemplate: true,
        hostnames: ['tv.lab.example'],
        parts: [
          { part: 'image ghcr.io/jellyfin/jellyfin', version: '10.11.11' },
          { part: 'chart app-template', version: '5.1.0' },
        ],
      },
      {
        namespace: 'media',
        name: 'sonarr',
        isSuspended: true,
        isAppTemplate: true,
        hostnames: [],
        parts: [],
      },
    ],
    hostnames: [
      {
        hostname: 'tv.lab.example',
        owner: 'HelmRelease media/jellyfin',
        namespace: 'media',
        name: 'jellyfin',
        file: 'kubernetes/apps/media/jellyfin/app/helmrelease.yaml',
        line: 31,
        url: 'http://localhost:7080/lab/home-ops/src/branch/main/kubernetes/apps/media/jellyfin/app/helmrelease.yaml#L31',
      },
    ],
    storageClasses: ['ceph-block', 'ceph-filesystem'],
    classFacts: [
      {
        name: 'ceph-block',
        isDefault: true,
        allowsExpansion: true,
        reclaimPolicy: 'Delete',
      },
    ],
    bucketClasses: ['ceph-bucket'],
    networks: [{ namespace: 'kube-system', name: 'vlan20', type: 'bridge' }],
    gateways: { internal: 'envoy-internal', external: 'envoy-external' },
    databases: [
      {
        namespace: 'media',
        name: 'sonarr-db',
        backups: ['ScheduledBackup sonarr-db'],
      },
    ],
    volumes: [
      {
        namespace: 'media',
        name: 'sonarr',
        size: '5Gi',
        storageClass: 'ceph-block',
        backups: [],
      },
    ],
    nodes: [
      { name: 'cp-01', address: '192.168.1.11', isControlPlane: true },
      { name: 'worker-01', address: '192.168.1.21', isControlPlane: false },
    ],
    addresses: [
      {
        address: '192.168.1.120',
        owner: 'Service network/envoy',
        file: 'kubernetes/apps/network/envoy/app/service.yaml',
        line: 9,
      },
    ],
    addressPools: [
      {
        name: 'pool',
        blocks: [{ first: '192.168.1.120', last: '192.168.1.122' }],
      },
    ],
    secretItems: [
      { item: 'apps/sonarr', reader: 'media/sonarr', app: 'sonarr' },
      { item: 'apps/jellyfin', reader: 'media/jellyfin', app: 'jellyfin' },
    ],
    secretStores: [{ name: 'onepassword', provider: 'onepasswordSDK' }],
    domain: 'lab.example',
    versions: { talos: 'v1.13.7' },
    appTemplateVersion: '5.1.0',
    ...overrides,
  };
}

export function changePlan(overrides: Partial<ChangePlan> = {}): ChangePlan {
  return {
    repository: 'home-ops',
    branch: 'homestage/add-app/media-navidrome',
    base: {
      branch: 'main',
      commit: '4f1c0ffee4f1c0ffee4f1c0ffee4f1c0ffee0000',
    },
    title: 'feat(media): add navidrome',
    body: 'Adds navidrome to namespace media.\n',
    message: 'feat(media): add navidrome',
    files: [
      {
        path: 'kubernetes/apps/media/kustomization.yaml',
        change: 'update',
        diff: [
          '--- a/kubernetes/apps/media/kustomization.yaml',
          '+++ b/kubernetes/apps/media/kustomization.yaml',
          '@@ -3,4 +3,5 @@',
          ' resources:',
          '   - ./namespace.yaml',
          '   - ./jellyfin/ks.yaml',
          '+  - ./navidrome/ks.yaml',
          '   - ./sonarr/ks.yaml',
          '',
        ].join('\n'),
      },
    ],
    findings: [],
    isBlocked: false,
    ...overrides,
  };
}

export function changeRow(overrides: Partial<ChangeRow> = {}): ChangeRow {
  return {
    repository: 'home-ops',
    number: 7,
    title: 'feat(media): add navidrome',
    url: 'http://localhost:7080/lab/home-ops/pulls/7',
    branch: 'homestage/add-app/media-navidrome',
    state: 'open',
    author: 'homestage',
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-21T10:05:00.000Z',
    isMergeable: true,
    checks: 'success',
    entities: [],
    places: ['kubernetes/apps/media/navidrome'],
    ...overrides,
  };
}

/** A merged change, with the state of the legs that follow the merge. */
export function mergedRow(
  [fetched, applied, ready]: readonly [LegState, LegState, LegState],
  overrides: Partial<ChangeRow> = {},
): ChangeRow {
  const reason = 'GitRepository flux-system/flux-system is behind.';
  const leg = (name: ChangeLeg['leg'], state: LegState): ChangeLeg => ({
    leg: name,
    state,
    ...(state === 'done' ? {} : { reason }),
  });
  return changeRow({
    number: 6,
    title: 'feat(media): upgrade sonarr',
    url: 'http://localhost:7080/lab/home-ops/pulls/6',
    branch: 'homestage/upgrade-app/media-sonarr',
    state: 'merged',
    checks: 'unknown',
    mergedAt: '2026-11-21T10:05:00.000Z',
    entities: [
      { ref: 'component:default/sonarr', title: 'sonarr', type: 'app' },
    ],
    places: [],
    legs: [
      { leg: 'merged', state: 'done', at: '2026-11-21T10:05:00.000Z' },
      leg('fetched', fetched),
      leg('applied', applied),
      leg('ready', ready),
    ],
    ...overrides,
  });
}

/** A client without a server; set `failure` to make every request reject. */
export class FakeGitopsClient implements GitopsClient {
  currentFacts: FormFacts = formFacts();
  plan: ChangePlan = changePlan();
  openChanges: ChangesAnswer = {
    sources: [],
    revision: 'r1',
    rows: [changeRow()],
  };
  /** Of images that are asked for; those that are not here exist. */
  readonly imageChecks = new Map<string, Partial<ImageCheck>>();
  knownPresets: PresetsAnswer = { presets: [preset], problems: [] };
  signIn: RepositoryRow['signIn'] = 'none';
  failure?: Error;
  readonly previews: PreviewRequest[] = [];

  async repositories() {
    this.#fail();
    const { repository: name, branch, source } = this.currentFacts;
    return {
      sources: [source],
      revision: 'r1',
      rows: [
        {
          name,
          branch,
          url: `http://localhost:7080/lab/${name}`,
          appCount: 2,
          signIn: this.signIn,
          problems: [],
        },
      ],
    };
  }

  async facts() {
    this.#fail();
    return this.currentFacts;
  }

  async validate(request: ValidateRequest): Promise<FieldProblem[]> {
    this.#fail();
    return checkForm(request.values, this.currentFacts);
  }

  async checkImage({ image }: ImageCheckRequest): Promise<ImageCheck> {
    this.#fail();
    return {
      image,
      registry: 'ghcr.io',
      state: 'exists',
      message: 'ghcr.io has it.',
      ...this.imageChecks.get(image),
    };
  }

  async preview(request: PreviewRequest) {
    this.previews.push(request);
    this.#fail();
    return { plan: this.plan };
  }

  async changes(): Promise<ChangesAnswer> {
    this.#fail();
    return this.openChanges;
  }

  async presets(): Promise<PresetsAnswer> {
    this.#fail();
    return this.knownPresets;
  }

  #fail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';
import { readTreeFolder } from './__testUtils__/readTreeFolder';
import {
  startTemplateBackend,
  type TemplateBackend,
} from './__testUtils__/TemplateBackend';

const FIXTURES = join(__dirname, '__fixtures__');

/** Rewrites what is expected; read the difference line by line before you keep it. */
const SHOULD_UPDATE = process.env.UPDATE_GOLDEN === 'true';

/** One template, filled in on one tree. */
interface Form {
  readonly template: string;
  readonly values: object;
}

/** Trees by name: their root, and the forms that are filled in on them. */
const TREES: Record<
  string,
  { path: string; folder?: string; forms: Record<string, Form> }
> = {
  'reference-lab': {
    path: 'kubernetes',
    folder: join(__dirname, '../../../infra'),
    forms: {
      database: {
        template: 'add-database',
        values: {
          app: 'media/sonarr',
          instances: 2,
          volume: { size: '5Gi', storageClass: 'ceph-block' },
          variable: 'SONARR__POSTGRES__URI',
        },
      },
      bucket: {
        template: 'add-bucket',
        values: { app: 'cloud/mealie' },
      },
      backup: {
        template: 'add-backup',
        values: { app: 'media/recyclarr' },
      },
      cache: {
        template: 'add-cache',
        values: { app: 'cloud/vikunja', memory: '256Mi' },
      },
      secret: {
        template: 'add-secret',
        values: { app: 'default/uptime-kuma', item: 'uptime kuma' },
      },
      'second-secret': {
        template: 'add-secret',
        values: { app: 'media/sonarr', item: 'apps/push', isConnected: false },
      },
      vm: {
        template: 'add-vm',
        values: {
          name: 'build-host',
          namespace: 'vms',
          source: 'docker://quay.io/containerdisks/fedora:43',
          instancetype: 'u1.large',
          preference: 'fedora',
          volume: { size: '40Gi', storageClass: 'ceph-block' },
          sshKey: `ssh-ed25519 ${'A'.repeat(68)} somebody@example`,
        },
      },
      'vm-in-a-new-namespace': {
        template: 'add-vm',
        values: {
          name: 'appliance',
          namespace: 'guests',
          source: 'https://images.example/appliance.qcow2',
          instancetype: 'u1.small',
          preference: 'linux',
          volume: { size: '10Gi' },
          runStrategy: 'Manual',
        },
      },
      'upgrade-talos': {
        template: 'upgrade-talos',
        values: { version: 'v1.14.0' },
      },
      'upgrade-kubernetes': {
        template: 'upgrade-kubernetes',
        values: { version: '1.36.5' },
      },
    },
  },
  'per-app-sources': {
    path: 'kubernetes',
    forms: {
      suspend: {
        template: 'suspend-app',
        values: {
          app: 'media/jellyfin',
          mode: 'suspend',
          reason: 'Its library is being moved.',
        },
      },
      stop: {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'stop' },
      },
      'upgrade-image': {
        template: 'upgrade-app',
        values: { app: 'media/sonarr', version: '9.0.0' },
      },
      'upgrade-chart': {
        template: 'upgrade-app',
        values: {
          app: 'media/sonarr',
          part: 'chart app-template',
          version: '9.1.0',
        },
      },
      namespace: {
        template: 'add-namespace',
        values: { newNamespace: 'games', podSecurity: 'baseline' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'media/sonarr', confirmation: 'sonarr' },
      },
      expose: {
        template: 'expose-app',
        values: {
          app: 'home/zigbee2mqtt',
          exposure: 'external',
          hostname: 'zigbee.lab.example',
        },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'media/jellyfin',
          volumeName: 'cache',
          volume: { size: '10Gi', mountPath: '/cache' },
        },
      },
    },
  },
  'argo-cd': {
    path: 'kubernetes',
    forms: {
      stop: {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'stop' },
      },
      'upgrade-image': {
        template: 'upgrade-app',
        values: { app: 'media/jellyfin', version: '1.3.0' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'media/navidrome', confirmation: 'navidrome' },
      },
    },
  },
  'shared-source': {
    path: 'clusters/home',
    forms: {
      suspend: {
        template: 'suspend-app',
        values: { app: 'media/komga', mode: 'suspend' },
      },
      'upgrade-chart': {
        template: 'upgrade-app',
        values: {
          app: 'media/komga',
          part: 'chart app-template',
          version: '9.1.0',
        },
      },
      namespace: {
        template: 'add-namespace',
        values: { newNamespace: 'games' },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'home/esphome', confirmation: 'esphome' },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'media/komga',
          volumeName: 'data',
          volume: { size: '1Gi', mountPath: '/data', storageClass: 'nfs' },
          accessMode: 'ReadWriteMany',
        },
      },
    },
  },
  'helm-repository': {
    path: 'kubernetes',
    forms: {
      stop: {
        template: 'suspend-app',
        values: { app: 'default/whoami', mode: 'stop' },
      },
      'upgrade-chart': {
        template: 'upgrade-app',
        values: {
          app: 'default/whoami',
          part: 'chart app-template',
          version: '9.1.0',
        },
      },
      decommission: {
        template: 'decommission-app',
        values: { app: 'default/echo', confirmation: 'echo' },
      },
      volume: {
        template: 'add-volume',
        values: {
          app: 'default/echo',
          volumeName: 'data',
          volume: { size: '1Gi', mountPath: '/data' },
        },
      },
    },
  },
};

const machine = {
  name: 'guest',
  namespace: 'vms',
  source: 'docker://quay.io/containerdisks/debian:13',
  instancetype: 'u1.small',
  preference: 'debian',
  volume: { size: '10Gi' },
};

/** The pull request as people read it. */
function readable(plan: ChangePlan): string {
  return [
    `# ${plan.title}`,
    `# ${plan.branch}`,
    '',
    plan.body,
    ...plan.files.map(({ diff }) => diff),
  ].join('\n');
}

async function planned(
  backend: TemplateBackend,
  { template, values }: Form,
): Promise<ChangePlan> {
  const plan = await backend.plan(values, template);
  if (typeof plan === 'string') {
    throw new Error(plan);
  }
  return plan;
}

describe.each(Object.entries(TREES))(
  'the templates on the tree %s',
  (tree, { path, folder, forms }) => {
    let backend: TemplateBackend;

    beforeAll(async () => {
      const files = readTreeFolder(folder ?? join(FIXTURES, tree, 'tree'));
      backend = await startTemplateBackend(files, { path });
    });

    afterAll(() => backend.stop());

    it.each(Object.entries(forms))(
      'propose what its owner would have: %s',
      async (name, form) => {
        const plan = await planned(backend, form);
        const file = join(FIXTURES, tree, 'changes', `${name}.diff`);
        if (SHOULD_UPDATE) {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, readable(plan));
        }
        expect(existsSync(file)).toBe(true);
        expect(readable(plan)).toBe(readFileSync(file, 'utf8'));
        expect(plan.isBlocked).toBe(false);
      },
    );
  },
);

describe('the templates on the reference lab, where they must not', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(__dirname, '../../../infra'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each<[string, Form, RegExp]>([
    [
      'to leave out a minor version',
      { template: 'upgrade-talos', values: { version: 'v1.15.0' } },
      /version: from v1\.13\.\d+ the next step is v1\.14/,
    ],
    [
      'to go back',
      { template: 'upgrade-kubernetes', values: { version: '1.35.0' } },
      /version: v1\.35\.0 is older/,
    ],
    [
      'a second database',
      {
        template: 'add-database',
        values: { app: 'cloud/memos', volume: { size: '1Gi' } },
      },
      /app: cloud\/memos has a database already/,
    ],
    [
      'a second cache',
      { template: 'add-cache', values: { app: 'cloud/immich' } },
      /app: cloud\/immich has a cache/,
    ],
    [
      'to save what is saved',
      { template: 'add-backup', values: { app: 'media/sonarr' } },
      /app: claim sonarr is saved already/,
    ],
    [
      'a machine whose name is taken',
      { template: 'add-vm', values: { ...machine, name: 'debian-dev' } },
      /name: .*debian-dev/,
    ],
  ])('refuse %s, and name the field', async (_, form, message) => {
    await expect(backend.plan(form.values, form.template)).resolves.toMatch(
      message,
    );
  });
});

describe('the templates on a tree of Argo CD, where they cannot do it', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'argo-cd', 'tree'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each<[string, Form, RegExp]>([
    [
      'a new app, which would be one of Flux',
      {
        template: 'add-app',
        values: {
          name: 'sonarr',
          namespace: 'media',
          image: 'ghcr.io/example/sonarr:1.0.0',
          port: 8989,
        },
      },
      /repository: Argo CD applies this tree/,
    ],
    [
      'a new machine',
      { template: 'add-vm', values: machine },
      /repository: Argo CD applies this tree/,
    ],
    [
      'to suspend, which Argo CD does not know',
      {
        template: 'suspend-app',
        values: { app: 'media/jellyfin', mode: 'suspend' },
      },
      /mode: media\/jellyfin is applied by Argo CD/,
    ],
  ])('refuse %s, and say what to do', async (_, form, message) => {
    await expect(backend.plan(form.values, form.template)).resolves.toMatch(
      message,
    );
  });
});

describe('the templates, where they cannot do it', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'per-app-sources', 'tree'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each<[string, Form, RegExp]>([
    [
      'an app that the tree does not have',
      {
        template: 'suspend-app',
        values: { app: 'media/nothing', mode: 'suspend' },
      },
      /app: The tree has no app media\/nothing/,
    ],
    [
      'an app without its namespace',
      { template: 'suspend-app', values: { app: 'sonarr', mode: 'suspend' } },
      /app: Name an app with its namespace/,
    ],
    [
      'to resume what is not suspended',
      {
        template: 'suspend-app',
        values: { app: 'media/sonarr', mode: 'resume' },
      },
      /mode: media\/sonarr is neither suspended nor stopped/,
    ],
    [
      'a version that is no tag',
      {
        template: 'upgrade-app',
        values: { app: 'media/sonarr', version: 'newest one' },
      },
      /version: Write a tag/,
    ],
    [
      'a part that the app does not have',
      {
        template: 'upgrade-app',
        values: { app: 'media/sonarr', part: 'chart grafana', version: '1.0' },
      },
      /part: media\/sonarr has no chart grafana/,
    ],
    [
      'a namespace that is there',
      { template: 'add-namespace', values: { newNamespace: 'media' } },
      /newNamespace: The tree has namespace media already/,
    ],
    [
      'another name than that of the app',
      {
        template: 'decommission-app',
        values: { app: 'media/sonarr', confirmation: 'radarr' },
      },
      /confirmation: type sonarr/,
    ],
    [
      'a host name in use',
      {
        template: 'expose-app',
        values: {
          app: 'home/zigbee2mqtt',
          exposure: 'external',
          hostname: 'sonarr.lab.example',
        },
      },
      /hostname: .*in use by/,
    ],
    [
      'a gateway on which the app is already',
      {
        template: 'expose-app',
        values: {
          app: 'media/sonarr',
          exposure: 'internal',
          hostname: 'more.lab.example',
        },
      },
      /exposure: media\/sonarr is reached by .* already/,
    ],
    [
      'a size that is none',
      {
        template: 'add-volume',
        values: {
          app: 'media/sonarr',
          volumeName: 'data',
          volume: { size: 'big', mountPath: '/data' },
        },
      },
      /volume\.size: /,
    ],
    [
      'a database where nothing takes care of one',
      {
        template: 'add-database',
        values: { app: 'media/sonarr', volume: { size: '1Gi' } },
      },
      /app: the tree does not install CloudNativePG/,
    ],
    [
      'a bucket where there is no object store',
      { template: 'add-bucket', values: { app: 'media/sonarr' } },
      /bucketClass: the tree has no storage class for buckets/,
    ],
    [
      'a cache where nothing takes care of one',
      { template: 'add-cache', values: { app: 'media/sonarr' } },
      /app: the tree does not install the Dragonfly operator/,
    ],
    [
      'a backup where no other app has one',
      { template: 'add-backup', values: { app: 'media/sonarr' } },
      /app: no app of the tree brings in a component/,
    ],
    [
      'a secret where there is no store',
      {
        template: 'add-secret',
        values: { app: 'media/sonarr', item: 'sonarr' },
      },
      /app: the tree has no secret store/,
    ],
    [
      'an upgrade that nothing would make',
      { template: 'upgrade-talos', values: { version: 'v1.14.0' } },
      /version: no TalosUpgrade of tuppr/,
    ],
    [
      'a machine where nothing would run it',
      { template: 'add-vm', values: machine },
      /name: the tree does not install KubeVirt/,
    ],
    [
      'a key that is none',
      { template: 'add-vm', values: { ...machine, sshKey: 'my password' } },
      /sshKey: This is no public SSH key/,
    ],
    [
      'a container disk without a tag',
      {
        template: 'add-vm',
        values: { ...machine, source: 'docker://quay.io/disks/debian' },
      },
      /source: add a tag/,
    ],
  ])('refuse %s, and name the field', async (_, form, message) => {
    await expect(backend.plan(form.values, form.template)).resolves.toMatch(
      message,
    );
  });

  it('lead from a suspended app back to one that goes on', async () => {
    const app = 'home/zigbee2mqtt';
    const { sandbox } = backend;
    const suspended = await planned(backend, {
      template: 'suspend-app',
      values: { app, mode: 'suspend' },
    });
    const [{ path, before, after }] = suspended.files;
    await sandbox.commit(
      { owner: 'lab', name: 'home-ops' },
      { message: 'Suspend it', files: [{ path, content: after! }] },
    );
    await expect(
      backend.plan({ app, confirmation: 'zigbee2mqtt' }, 'decommission-app'),
    ).resolves.toMatch(/is suspended .* Resume it first/);
    const resumed = await planned(backend, {
      template: 'suspend-app',
      values: { app, mode: 'resume' },
    });
    expect(resumed.files).toEqual([
      expect.objectContaining({ path, before: after, after: before }),
    ]);
  });

  it('open the pull request that the preview showed', async () => {
    const form = { app: 'media/sonarr', confirmation: 'sonarr' };
    const plan = await planned(backend, {
      template: 'decommission-app',
      values: form,
    });
    const { status, log } = await backend.run(form, 'decommission-app');
    expect([status, log]).toEqual(['completed', expect.any(String)]);
    const response = await fetch(
      `${backend.sandbox.url}/api/v1/repos/lab/home-ops/pulls/1/files`,
    );
    const files = (await response.json()) as {
      filename: string;
      status: string;
    }[];
    expect(files.map(each => each.filename).sort()).toEqual(
      plan.files.map(each => each.path).sort(),
    );
    expect(files.filter(each => each.status === 'deleted')).toHaveLength(
      plan.files.filter(({ change }) => change === 'delete').length,
    );
  });
});

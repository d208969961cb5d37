import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  startTestForge,
  waitFor,
  type TestForge,
} from '@homestage/sandbox/testUtils';
import scaffolderModuleGitops from '@homestage/backstage-plugin-scaffolder-backend-module-gitops';
import request from 'supertest';
import { parse } from 'yaml';
import gitopsPlugin from '.';

const TEMPLATE = join(__dirname, '../../../templates/add-app/template.yaml');

const PRESETS = join(__dirname, '__fixtures__/presets');

const HELM_RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: sonarr
spec:
  chartRef:
    kind: OCIRepository
    name: sonarr
  interval: 1h
  values:
    controllers:
      sonarr:
        containers:
          app:
            image:
              repository: ghcr.io/home-operations/sonarr
              tag: 4.0.11
    route:
      app:
        hostnames: [sonarr.lab.example]
        parentRefs:
          - name: envoy-internal
            namespace: network
`;

const SEED = new Map([
  [
    'kubernetes/flux/ks.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: flux-system\nspec:\n  interval: 1h\n  path: ./kubernetes/apps\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n',
  ],
  [
    'kubernetes/apps/media/kustomization.yaml',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: media\nresources:\n  - ./sonarr/ks.yaml\n',
  ],
  [
    'kubernetes/apps/media/sonarr/ks.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: sonarr\nspec:\n  interval: 1h\n  path: ./kubernetes/apps/media/sonarr/app\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n    namespace: flux-system\n',
  ],
  ['kubernetes/apps/media/sonarr/app/helmrelease.yaml', HELM_RELEASE],
  [
    'kubernetes/apps/media/sonarr/app/ocirepository.yaml',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: sonarr\nspec:\n  interval: 1h\n  ref:\n    tag: 5.1.0\n  url: oci://ghcr.io/bjw-s-labs/helm/app-template\n',
  ],
  ['kubernetes/apps/media/broken.yaml', 'a: [1,\nb: {\n'],
]);

const values = {
  name: 'navidrome',
  namespace: 'media',
  image: 'ghcr.io/navidrome/navidrome:0.54.1',
  port: 4533,
};
const preview = { templateRef: 'template:default/add-app', values };

/** A registry that holds lab/app:1.0.0. */
async function startRegistry() {
  const server = createServer(({ url }, response) => {
    if (url === '/v2/lab/app/manifests/1.0.0') {
      response.setHeader(
        'content-type',
        'application/vnd.oci.image.index.v1+json',
      );
      response.end();
      return;
    }
    response.statusCode = 404;
    response.end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await once(server.close(), 'close');
    },
  };
}

describe('gitopsPlugin', () => {
  let lab: TestForge;
  let registry: { host: string; stop(): Promise<void> };
  let backend: TestBackend;
  let denied: RegExp | undefined;

  beforeAll(async () => {
    const { host, url, stop } = await startRegistry();
    registry = { host, stop };
    lab = await startTestForge(SEED, {
      presets: PRESETS,
      registries: [{ host, url }],
    });
    const template = parse(await readFile(TEMPLATE, 'utf8'));
    template.metadata.annotations = {
      'backstage.io/managed-by-location': `file:${TEMPLATE}`,
      'backstage.io/managed-by-origin-location': `file:${TEMPLATE}`,
    };
    const auth = mockServices.auth();
    const permissions = mockServices.permissions.mock();
    // As Backstage's own client decides: a policy rules people, not services.
    const decide = async (
      requests: readonly { permission: { name: string } }[],
      { credentials }: { credentials: BackstageCredentials },
    ): Promise<DefinitivePolicyDecision[]> =>
      requests.map(({ permission }) => ({
        result:
          denied?.test(permission.name) && auth.isPrincipal(credentials, 'user')
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }));
    permissions.authorize.mockImplementation(decide);
    permissions.authorizeConditional.mockImplementation(decide);
    backend = await startTestBackend({
      features: [
        gitopsPlugin,
        scaffolderPlugin,
        scaffolderModuleGitops,
        permissions.factory,
        catalogServiceMock.factory({ entities: [template] }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: {
              baseUrl: 'http://localhost:7007',
              workingDirectory: lab.directory,
            },
            ...lab.config,
          },
        }),
      ],
    });
  });

  beforeEach(() => {
    denied = undefined;
  });

  afterAll(async () => {
    await backend.stop();
    await lab.stop();
    await registry.stop();
  });

  const get = (path: string) =>
    request(backend.server).get(`/api/gitops${path}`);
  const post = (path: string, body: object) =>
    request(backend.server).post(`/api/gitops${path}`).send(body);

  it.each([
    ['GET /repositories', () => get('/repositories')],
    ['GET /facts', () => get('/repositories/home-ops/facts')],
    ['GET /changes', () => get('/changes')],
    ['GET /presets', () => get('/presets')],
    ['POST /validate', () => post('/validate', { values })],
    ['POST /images/check', () => post('/images/check', { image: 'a:1' })],
    ['POST /preview', () => post('/preview', preview)],
  ])('refuses %s without the permission, and names it', async (_, ask) => {
    denied = /./;
    const { status, body } = await ask();
    expect(status).toBe(403);
    expect(body.error.message).toContain('gitops.tree.read');
  });

  it('refuses a request without credentials', async () => {
    const { status } = await get('/repositories').set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(status).toBe(401);
  });

  it('answers facts of the tree, and a 304 to who has them', async () => {
    const first = await get('/repositories/home-ops/facts');
    expect(first.body).toMatchObject({
      repository: 'home-ops',
      cluster: 'lab',
      source: { status: 'live' },
      namespaces: [{ name: 'media', apps: ['sonarr'] }],
      hostnames: [
        {
          hostname: 'sonarr.lab.example',
          file: 'kubernetes/apps/media/sonarr/app/helmrelease.yaml',
          url: expect.stringContaining(
            '/src/branch/main/kubernetes/apps/media/sonarr/app/helmrelease.yaml#L',
          ),
        },
      ],
      appTemplateVersion: '5.1.0',
    });
    const again = await get('/repositories/home-ops/facts').set(
      'If-None-Match',
      first.headers.etag,
    );
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('answers presets by their groups, and says which file cannot be read', async () => {
    const { status, body } = await get('/presets');
    expect(status).toBe(200);
    expect(body.presets).toEqual([
      {
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
      },
      expect.objectContaining({
        name: 'memos',
        group: 'Productivity',
        exposure: 'internal',
        brings: ['database', 'secrets'],
      }),
    ]);
    expect(body.problems).toContain(
      'broken.yaml:2:1 image: missing; write a mapping',
    );
    expect(
      body.problems.filter((text: string) => !text.startsWith('broken.yaml:')),
    ).toEqual([]);
  });

  it('says whether a registry has an image, and asks none that nothing comes from', async () => {
    const there = await post('/images/check', {
      image: `${registry.host}/lab/app:1.0.0`,
    });
    expect(there.body).toMatchObject({ state: 'exists' });
    const missing = await post('/images/check', {
      image: `${registry.host}/lab/app:9`,
    });
    expect(missing.body).toMatchObject({ state: 'missing' });
    const foreign = await post('/images/check', {
      image: 'registry.example.org/app:1',
    });
    expect(foreign.body).toMatchObject({
      state: 'unknown',
      code: 'not-asked',
    });
    const { status } = await post('/images/check', { image: 'no image' });
    expect(status).toBe(400);
  });

  it('takes the first repository when none is named', async () => {
    const { body } = await get('/repositories/default/facts');
    expect(body.repository).toBe('home-ops');
  });

  it('says which repositories there are when the name is unknown', async () => {
    const { status, body } = await get('/repositories/other/facts');
    expect(status).toBe(404);
    expect(body.error.message).toMatch(/'other'.*home-ops/);
  });

  it('shows a file that does not parse with line and column, and loses nothing else', async () => {
    const { body } = await get('/repositories');
    expect(body.rows).toEqual([
      expect.objectContaining({
        name: 'home-ops',
        appCount: 1,
        signIn: 'none',
        problems: expect.arrayContaining([
          expect.objectContaining({
            file: 'kubernetes/apps/media/broken.yaml',
            line: expect.any(Number),
            column: expect.any(Number),
          }),
        ]),
      }),
    ]);
  });

  it('names the field, and the file that says otherwise', async () => {
    const { body } = await post('/validate', {
      values: {
        ...values,
        port: 99_999,
        exposure: 'internal',
        hostname: 'sonarr.lab.example',
      },
    });
    expect(body.problems).toEqual([
      expect.objectContaining({ field: 'port' }),
      expect.objectContaining({
        field: 'hostname',
        file: 'kubernetes/apps/media/sonarr/app/helmrelease.yaml',
      }),
    ]);
  });

  it('shows what the template would write, and writes nothing', async () => {
    const { status, body } = await post('/preview', preview);
    expect([status, body.error]).toEqual([200, undefined]);
    expect(body.plan).toMatchObject({
      branch: 'homestage/add-app/media-navidrome',
      title: 'feat(media): add navidrome',
    });
    expect(
      body.plan.files
        .map(
          (file: { path: string; change: string }) =>
            `${file.change} ${file.path}`,
        )
        .sort(),
    ).toEqual([
      'create kubernetes/apps/media/navidrome/app/helmrelease.yaml',
      'create kubernetes/apps/media/navidrome/app/kustomization.yaml',
      'create kubernetes/apps/media/navidrome/app/ocirepository.yaml',
      'create kubernetes/apps/media/navidrome/ks.yaml',
      'update kubernetes/apps/media/kustomization.yaml',
    ]);
    const changes = await get('/changes');
    expect(changes.body.rows).toEqual([]);
  });

  it('shows the same to who may look at templates and not run them', async () => {
    const asRunner = await post('/preview', preview);
    denied = /^(scaffolder\.task\.create|gitops\.change\.create)$/;
    const asReader = await post('/preview', preview);
    expect([asReader.status, asReader.body.error]).toEqual([200, undefined]);
    expect(asReader.body.plan.files).toEqual(asRunner.body.plan.files);
    const run = await request(backend.server)
      .post('/api/scaffolder/v2/tasks')
      .send({ templateRef: 'template:default/add-app', values });
    expect(run.status).toBe(403);
  });

  it('shows nothing to who may not look at templates either', async () => {
    denied = /^scaffolder\./;
    const { status, body } = await post('/preview', preview);
    expect(status).toBe(403);
    expect(body.error.message).toContain('scaffolder.template.dry-run');
  });

  it.each([
    [
      'a value that the tree refuses',
      { ...preview, values: { ...values, name: 'sonarr' } },
      400,
      /name: /,
    ],
    [
      'a value that the form refuses',
      { ...preview, values: { ...values, port: 0 } },
      400,
      /port/,
    ],
    [
      'an unknown template',
      { ...preview, templateRef: 'template:default/none' },
      404,
      /template:default\/none/,
    ],
    ['a body without values', { templateRef: 'x' }, 400, /values/],
  ])(
    'answers a preview of %s with a sentence',
    async (_, body, status, message) => {
      const answer = await post('/preview', body);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(message);
    },
  );

  it('refuses a body that is too large', async () => {
    const { status } = await post('/validate', {
      values: { name: 'x'.repeat(300_000) },
    });
    expect(status).toBe(413);
  });

  it('lists pull requests with their state and what they touch', async () => {
    const { body } = await request(backend.server)
      .post('/api/scaffolder/v2/tasks')
      .send({ templateRef: 'template:default/add-app', values });
    await request(backend.server).get(
      `/api/scaffolder/v2/tasks/${body.id}/eventstream`,
    );
    const changes = await waitFor(() => get('/changes'), {
      until: answer => answer.body.rows.length > 0,
    });
    expect(changes.body).toMatchObject({
      sources: [{ status: 'live' }],
      rows: [
        {
          repository: 'home-ops',
          number: 1,
          branch: 'homestage/add-app/media-navidrome',
          state: 'open',
          checks: 'unknown',
          entities: [],
          places: ['kubernetes/apps/media/navidrome'],
        },
      ],
    });
  });

  it('answers with what is known while the forge is down, and says so', async () => {
    const undo = lab.forge.fault({ kind: 'down' });
    const changes = await waitFor(() => get('/changes'), {
      until: answer => answer.body.sources[0].status !== 'live',
    });
    const refused = await post('/preview', {
      ...preview,
      values: { ...values, name: 'other' },
    });
    undo();
    expect(changes.body).toMatchObject({
      rows: [{ number: 1, asOf: expect.any(String) }],
      sources: [{ status: 'stale' }],
    });
    expect(refused.status).toBe(503);
    expect(refused.body.error.message).toMatch(/nothing was written/);
    expect(refused.text + changes.text).not.toContain(lab.forge.token);
  });
});

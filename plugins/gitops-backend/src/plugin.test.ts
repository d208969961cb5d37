import { mockCredentials } from '@backstage/backend-test-utils';
import {
  preview,
  startGitopsBackend,
  values,
  type GitopsBackend,
} from './__testUtils__/GitopsBackend';

describe('gitopsPlugin', () => {
  let backend: GitopsBackend;

  beforeAll(async () => {
    backend = await startGitopsBackend();
  });

  beforeEach(() => backend.deny());

  afterAll(() => backend.stop());

  const get = (path: string) => backend.get(path);
  const post = (path: string, body: object) => backend.post(path, body);

  it.each([
    ['GET /repositories', () => get('/repositories')],
    ['GET /facts', () => get('/repositories/home-ops/facts')],
    ['GET /changes', () => get('/changes')],
    ['GET /presets', () => get('/presets')],
    ['POST /validate', () => post('/validate', { values })],
    ['POST /images/check', () => post('/images/check', { image: 'a:1' })],
    ['POST /preview', () => post('/preview', preview)],
  ])('refuses %s without the permission, and names it', async (_, ask) => {
    backend.deny(/./);
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
      image: `${backend.registryHost}/lab/app:1.0.0`,
    });
    expect(there.body).toMatchObject({ state: 'exists' });
    const missing = await post('/images/check', {
      image: `${backend.registryHost}/lab/app:9`,
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

  it('refuses a body that is too large', async () => {
    const { status } = await post('/validate', {
      values: { name: 'x'.repeat(300_000) },
    });
    expect(status).toBe(413);
  });
});

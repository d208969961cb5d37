import { waitFor } from '@homestage/sandbox/testUtils';
import {
  preview,
  startGitopsBackend,
  values,
  type GitopsBackend,
} from './__testUtils__/GitopsBackend';

describe('gitopsPlugin, from a preview to a pull request', () => {
  let backend: GitopsBackend;

  beforeAll(async () => {
    backend = await startGitopsBackend();
  });

  beforeEach(() => backend.deny());

  afterAll(() => backend.stop());

  const get = (path: string) => backend.get(path);
  const post = (path: string, body: object) => backend.post(path, body);

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
    backend.deny(/^(scaffolder\.task\.create|gitops\.change\.create)$/);
    const asReader = await post('/preview', preview);
    expect([asReader.status, asReader.body.error]).toEqual([200, undefined]);
    expect(asReader.body.plan.files).toEqual(asRunner.body.plan.files);
    const run = await backend.runTask({
      templateRef: 'template:default/add-app',
      values,
    });
    expect(run.status).toBe(403);
  });

  it('shows nothing to who may not look at templates either', async () => {
    backend.deny(/^scaffolder\./);
    const { status, body } = await post('/preview', preview);
    expect(status).toBe(403);
    expect(body.error.message).toContain('scaffolder.template.dry-run');
  });

  it.each([
    [
      'a value that the tree refuses',
      { ...preview, values: { ...values, name: 'sonarr' } },
      400,
      /^Name: /,
    ],
    [
      'a value that the form refuses',
      { ...preview, values: { ...values, port: 0 } },
      400,
      /^Port: must be greater/,
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

  it('lists pull requests with their state and what they touch', async () => {
    const { body } = await backend.runTask({
      templateRef: 'template:default/add-app',
      values,
    });
    await backend.taskEvents(body.id);
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
    const undo = backend.lab.forge.fault({ kind: 'down' });
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
    expect(refused.text + changes.text).not.toContain(backend.lab.forge.token);
  });
});

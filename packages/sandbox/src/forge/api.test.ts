import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import {
  ForgeFixture,
  change,
  forgeFixture,
} from './__testUtils__/forgeFixture';
import { BODY_LIMIT_BYTES } from './http/readBody';

const REPO = '/repos/lab/home-ops';

describe("the forge's REST API", () => {
  let fixture: ForgeFixture;

  beforeEach(async () => {
    fixture = await forgeFixture();
  });

  afterEach(() => fixture.end());

  const api: ForgeFixture['api'] = (...args) => fixture.api(...args);

  describe('who asks', () => {
    it.each([
      ['token', (token: string) => `token ${token}`],
      ['Bearer', (token: string) => `Bearer ${token}`],
      [
        'basic with the token as password',
        (token: string) => basic(`homestage:${token}`),
      ],
      [
        'basic with the token as user',
        (token: string) => basic(`${token}:x-oauth-basic`),
      ],
    ])('is known by %s', async (_name, header) => {
      const authorization = header(fixture.forge.token);
      const { status, body } = await api('GET', '/user', { authorization });
      expect({ status, login: body.login }).toEqual({
        status: 200,
        login: 'homestage',
      });
    });

    it('is refused with a wrong token even where nobody has to be known', async () => {
      const authorization = `token ${randomBytes(20).toString('hex')}`;
      const { status, body } = await api('GET', REPO, { authorization });
      expect(status).toBe(401);
      expect(body).toEqual({
        message: 'invalid username, password or token',
        url: `${fixture.forge.url}/api/swagger`,
      });
    });

    it('reads without a token and does not write', async () => {
      const url = `${fixture.forge.url}/api/v1${REPO}`;
      expect((await fetch(url)).status).toBe(200);
      const write = await fetch(`${url}/branches`, {
        method: 'POST',
        body: '{}',
      });
      expect(write.status).toBe(401);
    });

    it('is answered only under a name of this machine', async () => {
      const { status } = await request(fixture.forge.url, {
        host: 'evil.example',
      });
      expect(status).toBe(403);
    });
  });

  it('says what the repository is', async () => {
    const { body } = await api('GET', REPO);
    expect(body).toMatchObject({
      full_name: 'lab/home-ops',
      default_branch: 'main',
      html_url: `${fixture.forge.url}/lab/home-ops`,
      clone_url: `${fixture.forge.url}/lab/home-ops.git`,
      permissions: { push: true },
    });
  });

  it.each([
    ['an unknown repository', 'GET', '/repos/lab/other'],
    ['an unknown branch', 'GET', `${REPO}/branches/nope`],
    ['an unknown commit', 'GET', `${REPO}/git/commits/nope`],
    ['an unknown file', 'GET', `${REPO}/contents/nope.yaml`],
    [
      'a file outside of the tree',
      'GET',
      `${REPO}/contents/..%2f..%2fetc%2fpasswd`,
    ],
    ['a file inside of .git', 'GET', `${REPO}/raw/.git%2fconfig`],
    ['an unknown pull request', 'GET', `${REPO}/pulls/99`],
    [
      'an option of git in place of a ref',
      'GET',
      `${REPO}/git/commits/--output=x`,
    ],
    ['an unknown route', 'GET', '/nope'],
  ])('says 404 for %s', async (_name, method, path) => {
    const { status, body } = await api(method, path);
    expect(status).toBe(404);
    expect(body.message).toBe("The target couldn't be found.");
  });

  describe('branches', () => {
    it('are listed, made and deleted', async () => {
      const made = await api('POST', `${REPO}/branches`, {
        body: { new_branch_name: 'a/b', old_branch_name: 'main' },
      });
      expect(made.status).toBe(201);
      const { body, headers } = await api('GET', `${REPO}/branches`);
      expect(body.map((b: any) => b.name)).toEqual(['a/b', 'main']);
      expect(headers.get('x-total-count')).toBe('2');
      expect((await api('GET', `${REPO}/branches/a/b`)).body.commit.id).toBe(
        made.body.commit.id,
      );
      expect((await api('DELETE', `${REPO}/branches/a%2Fb`)).status).toBe(204);
      expect((await api('GET', `${REPO}/branches/a%2Fb`)).status).toBe(404);
    });

    it.each([
      ['one that exists', { new_branch_name: 'main' }, 409],
      [
        'one from nowhere',
        { new_branch_name: 'x', old_branch_name: 'nope' },
        404,
      ],
      ['a name git refuses', { new_branch_name: 'a..b' }, 422],
      ['no name', {}, 422],
    ])('are not made for %s', async (_name, body, status) => {
      expect((await api('POST', `${REPO}/branches`, { body })).status).toBe(
        status,
      );
    });

    it('keep the default one', async () => {
      expect((await api('DELETE', `${REPO}/branches/main`)).status).toBe(403);
    });
  });

  describe('contents', () => {
    it('give a file with its text and a directory without', async () => {
      const file = await api('GET', `${REPO}/contents/README.md?ref=main`);
      expect(file.body).toMatchObject({
        type: 'file',
        encoding: 'base64',
        size: 11,
      });
      expect(Buffer.from(file.body.content, 'base64').toString()).toBe(
        '# home-ops\n',
      );
      const dir = await api('GET', `${REPO}/contents/kubernetes/apps/default`);
      expect(dir.body.map((e: any) => [e.path, e.type, e.content])).toEqual([
        ['kubernetes/apps/default/echo', 'dir', null],
        ['kubernetes/apps/default/kustomization.yaml', 'file', null],
      ]);
      const root = await api('GET', `${REPO}/contents`);
      expect(root.body.map((e: any) => e.name)).toEqual([
        'README.md',
        'kubernetes',
      ]);
    });

    it('change in one commit on a new branch', async () => {
      const before = (await api('GET', `${REPO}/contents/README.md`)).body.sha;
      const { status, body } = await api('POST', `${REPO}/contents`, {
        body: {
          branch: 'main',
          new_branch: 'homestage/add-app/default-web',
          message: 'Add web',
          author: { name: 'Grace', email: 'grace@example.com' },
          files: [
            change(
              'create',
              'kubernetes/apps/default/web/ks.yaml',
              'kind: X\n',
            ),
            change('update', 'README.md', '# changed\n', before),
            change('delete', 'kubernetes/apps/default/echo/ks.yaml'),
          ],
        },
      });
      expect(status).toBe(201);
      expect(body.files.map((f: any) => f && f.path)).toEqual([
        'kubernetes/apps/default/web/ks.yaml',
        'README.md',
        null,
      ]);
      const log = await api(
        'GET',
        `${REPO}/compare/main...homestage/add-app/default-web`,
      );
      expect(log.body.total_commits).toBe(1);
      expect(log.body.commits[0].commit).toMatchObject({
        message: 'Add web\n',
        author: { name: 'Grace', email: 'grace@example.com' },
      });
      const tree = await api(
        'GET',
        `${REPO}/git/trees/${body.commit.sha}?recursive=1`,
      );
      expect(
        tree.body.tree
          .filter((e: any) => e.type === 'blob')
          .map((e: any) => e.path),
      ).toEqual([
        'README.md',
        'kubernetes/apps/default/kustomization.yaml',
        'kubernetes/apps/default/web/ks.yaml',
      ]);
    });

    it.each([
      [
        'a file to create that exists',
        { files: [change('create', 'README.md')] },
        422,
      ],
      [
        'another text than the writer saw',
        { files: [change('update', 'README.md', 'x', 'f'.repeat(40))] },
        422,
      ],
      [
        'a file to update that is not there',
        { files: [change('update', 'nope')] },
        404,
      ],
      [
        'a file to delete that is not there',
        { files: [change('delete', 'nope')] },
        404,
      ],
      [
        'a branch that is not there',
        { branch: 'nope', files: [change('create', 'x')] },
        404,
      ],
      [
        'a new branch that exists',
        { new_branch: 'taken', files: [change('create', 'x')] },
        422,
      ],
      ['a path out of the tree', { files: [change('create', '../x')] }, 422],
      ['a path into .git', { files: [change('create', 'a/.GIT/config')] }, 422],
      [
        'a file where a directory is',
        { files: [change('create', 'kubernetes')] },
        422,
      ],
      [
        'a directory where a file is',
        { files: [change('create', 'README.md/x')] },
        422,
      ],
      ['an unknown operation', { files: [change('chmod', 'README.md')] }, 422],
      [
        'text that is no base64',
        { files: [{ operation: 'create', path: 'x', content: '§' }] },
        422,
      ],
      ['no files', {}, 422],
    ])('refuse %s and write nothing', async (_name, body, status) => {
      await api('POST', `${REPO}/branches`, {
        body: { new_branch_name: 'taken' },
      });
      const before = (await api('GET', `${REPO}/branches`)).body;
      const reply = await api('POST', `${REPO}/contents`, { body });
      expect(reply.status).toBe(status);
      expect(reply.body.message).toEqual(expect.any(String));
      expect((await api('GET', `${REPO}/branches`)).body).toEqual(before);
    });

    it('let one of two writers of the same file win', async () => {
      const { sha } = (await api('GET', `${REPO}/contents/README.md`)).body;
      const write = (text: string) =>
        api('PUT', `${REPO}/contents/README.md`, {
          body: {
            content: Buffer.from(text).toString('base64'),
            sha,
            message: text,
          },
        });
      const replies = await Promise.all([write('one'), write('two')]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
    });

    it('take no body beyond the limit', async () => {
      const body = {
        files: [change('create', 'x', 'x'.repeat(BODY_LIMIT_BYTES))],
      };
      await expect(
        api('POST', `${REPO}/contents`, { body }).then(({ status }) => status),
      ).resolves.toBe(413);
    });

    it('say what is wrong with a body that is no JSON', async () => {
      const response = await fetch(
        `${fixture.forge.url}/api/v1${REPO}/contents`,
        {
          method: 'POST',
          body: '{',
          headers: { Authorization: `token ${fixture.forge.token}` },
        },
      );
      expect(response.status).toBe(422);
    });
  });

  describe('checks and comments', () => {
    it('combine to the worst of the last words', async () => {
      const { sha } = (await api('GET', `${REPO}/git/commits/main`)).body;
      const say = (context: string, state: string) =>
        api('POST', `${REPO}/statuses/${sha}`, { body: { context, state } });
      expect(
        (await api('GET', `${REPO}/commits/${sha}/status`)).body.state,
      ).toBe('');
      await say('lint', 'failure');
      await say('flux', 'success');
      expect((await api('GET', `${REPO}/commits/main/status`)).body.state).toBe(
        'failure',
      );
      await say('lint', 'success');
      const { body } = await api('GET', `${REPO}/commits/main/status`);
      expect(body).toMatchObject({ state: 'success', total_count: 2 });
      expect((await api('GET', `${REPO}/statuses/${sha}`)).body).toHaveLength(
        3,
      );
      expect((await say('lint', 'nice')).status).toBe(422);
    });
  });

  it('gives an archive with one directory on top', async () => {
    const response = await fetch(
      `${fixture.forge.url}/api/v1${REPO}/archive/main.tar.gz`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/gzip');
  });

  describe('when told to misbehave', () => {
    it('cuts the connection, as often as asked', async () => {
      fixture.forge.fault({ kind: 'down', times: 1 });
      await expect(api('GET', REPO)).rejects.toThrow();
      expect((await api('GET', REPO)).status).toBe(200);
    });

    it.each([500, 401, 409])('answers %s with an error body', async status => {
      const undo = fixture.forge.fault({
        kind: 'status',
        status,
        match: /^GET .*home-ops/,
      });
      const reply = await api('GET', REPO);
      expect(reply.status).toBe(status);
      expect(reply.body).toHaveProperty('message');
      undo();
      expect((await api('GET', REPO)).status).toBe(200);
    });

    it('does the work and loses the answer', async () => {
      fixture.forge.fault({ kind: 'lost-answer', times: 1 });
      await expect(
        api('POST', `${REPO}/branches`, { body: { new_branch_name: 'x' } }),
      ).rejects.toThrow();
      expect((await api('GET', `${REPO}/branches/x`)).status).toBe(200);
    });

    it('answers late', async () => {
      fixture.forge.fault({ kind: 'slow', delayMs: 60_000, times: 1 });
      const late = fetch(`${fixture.forge.url}/api/v1/version`, {
        signal: AbortSignal.timeout(50),
      });
      await expect(late).rejects.toThrow(/timeout/);
    });
  });
});

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

/** fetch sets the Host field itself, so this one uses node:http. */
async function request(url: string, headers: Record<string, string>) {
  return new Promise<{ status?: number }>((resolve, reject) => {
    get(url, { headers }, response => {
      response.resume();
      resolve({ status: response.statusCode });
    }).on('error', reject);
  });
}

import {
  ForgeFixture,
  change,
  forgeFixture,
} from './__testUtils__/forgeFixture';

const REPO = '/repos/lab/home-ops';
const TITLE = 'Add <b>web</b> & "more"';

describe("the forge's pages", () => {
  let fixture: ForgeFixture;
  let cookie: string;

  beforeEach(async () => {
    cookie = '';
    fixture = await forgeFixture();
    await fixture.api('POST', `${REPO}/contents`, {
      body: {
        new_branch: 'homestage/add-app/default-web',
        message: 'Add web',
        files: [
          change('create', 'web.yaml', 'image: <script>alert(1)</script>\n'),
          change('upload', 'README.md', '# changed\n'),
        ],
      },
    });
    await fixture.api('POST', `${REPO}/pulls`, {
      body: {
        head: 'homestage/add-app/default-web',
        base: 'main',
        title: TITLE,
        body: '## Why\n\n- one\n- `two`\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>',
      },
    });
  });

  afterEach(() => fixture.end());

  const get = async (path: string) => {
    const response = await fetch(`${fixture.forge.url}${path}`, {
      headers: { Cookie: cookie },
      redirect: 'manual',
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { response, text: await response.text() };
  };

  const submit = (path: string, fields: Record<string, string>, headers = {}) =>
    fetch(`${fixture.forge.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Cookie: cookie, ...headers },
      redirect: 'manual',
    });

  const fieldsOf = (text: string, form: string) => {
    const [, markup] = text.split(`${form}"`);
    const fields = markup
      .split('</form>')[0]
      .matchAll(/name="(\w+)" value="(\w+)"/g);
    return Object.fromEntries(
      [...fields].map(([, name, value]) => [name, value]),
    );
  };

  it.each([
    ['/', 'lab/home-ops'],
    ['/lab/home-ops', 'README.md'],
    [
      '/lab/home-ops/src/branch/main/kubernetes/apps/default',
      'kustomization.yaml',
    ],
    ['/lab/home-ops/src/branch/main/README.md', 'id="L1"'],
    [
      '/lab/home-ops/src/branch/homestage/add-app/default-web/web.yaml',
      '&lt;script&gt;',
    ],
    ['/lab/home-ops/raw/branch/main/README.md', '# home-ops'],
    ['/lab/home-ops/commits/branch/main', 'Start the lab'],
    ['/lab/home-ops/pulls', '&lt;b&gt;web&lt;/b&gt;'],
    ['/lab/home-ops/pulls?state=closed', 'No closed pull requests'],
    ['/lab/home-ops/pulls/1', 'Merge pull request'],
    ['/lab/home-ops/pulls/1.diff', '+image:'],
  ])('%s shows %s', async (path, expected) => {
    const { response, text } = await get(path);
    expect(response.status).toBe(200);
    expect(text).toContain(expected);
  });

  it('show nothing that somebody wrote as markup', async () => {
    const { response, text } = await get('/lab/home-ops/pulls/1');
    expect(text).not.toMatch(/<script|<img|<b>|href="javascript/);
    expect(text).toContain('<li><code>two</code></li>');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
  });

  it('show the commit of a pull request with its diff', async () => {
    const { body } = await fixture.api('GET', `${REPO}/pulls/1`);
    const { text } = await get(`/lab/home-ops/commit/${body.head.sha}`);
    expect(text).toContain('# changed');
    expect(text).toContain('class="removed"');
  });

  it.each([
    '/lab/other',
    '/lab/home-ops/src/branch/nope/x',
    '/lab/home-ops/pulls/9',
    '/lab/home-ops/commit/nope',
    '/nope',
  ])('say so when there is no %s', async path => {
    expect((await get(path)).response.status).toBe(404);
  });

  it('lead from the address to edit a file to the file', async () => {
    const { response } = await get('/lab/home-ops/_edit/main/README.md');
    expect(response.headers.get('location')).toBe(
      '/lab/home-ops/src/branch/main/README.md',
    );
  });

  it('merge on the press of the button, and say so', async () => {
    const pushed = jest.fn();
    fixture.forge.onPush(pushed);
    const { text } = await get('/lab/home-ops/pulls/1');
    const fields = {
      ...fieldsOf(text, 'pulls/1/merge'),
      style: 'squash',
      delete: 'on',
    };
    const response = await submit('/lab/home-ops/pulls/1/merge', fields, {
      Origin: fixture.forge.url,
    });
    expect(response.status).toBe(303);
    expect((await get('/lab/home-ops/pulls/1')).text).toContain(
      'Merged by lab',
    );
    expect(pushed.mock.calls.map(([event]) => event.ref)).toEqual([
      'refs/heads/homestage/add-app/default-web',
      'refs/heads/main',
    ]);
    expect((await submit('/lab/home-ops/pulls/1/merge', fields)).status).toBe(
      409,
    );
  });

  it.each([
    ['without the code', { head: 'x' }, {}],
    ['with a code of another browser', { code: 'f'.repeat(64) }, {}],
  ])('do not merge %s', async (_name, fields, headers) => {
    await get('/lab/home-ops/pulls/1');
    const response = await submit(
      '/lab/home-ops/pulls/1/merge',
      fields,
      headers,
    );
    expect(response.status).toBe(403);
  });

  it('do not merge for another site', async () => {
    const { text } = await get('/lab/home-ops/pulls/1');
    const response = await submit(
      '/lab/home-ops/pulls/1/merge',
      fieldsOf(text, 'pulls/1/merge'),
      { Origin: 'http://localhost:1' },
    );
    expect(response.status).toBe(403);
  });

  it('do not merge what came after the person looked', async () => {
    const { text } = await get('/lab/home-ops/pulls/1');
    await fixture.api('POST', `${REPO}/contents`, {
      body: {
        branch: 'homestage/add-app/default-web',
        files: [change('create', 'late.yaml', 'a: 1\n')],
      },
    });
    const fields = fieldsOf(text, 'pulls/1/merge');
    expect((await submit('/lab/home-ops/pulls/1/merge', fields)).status).toBe(
      409,
    );
  });

  it('close and open again', async () => {
    const { text } = await get('/lab/home-ops/pulls/1');
    const fields = fieldsOf(text, 'pulls/1/close');
    await submit('/lab/home-ops/pulls/1/close', fields);
    expect((await get('/lab/home-ops/pulls/1')).text).toContain(
      'Closed without',
    );
    await submit('/lab/home-ops/pulls/1/reopen', fields);
    expect((await get('/lab/home-ops/pulls/1')).text).toContain(
      'Merge pull request',
    );
  });

  it('offer no merge where both sides changed the same lines', async () => {
    await fixture.forge.commit(
      { owner: 'lab', name: 'home-ops' },
      { message: 'Edit', files: [{ path: 'README.md', content: '# mine\n' }] },
    );
    const { text } = await get('/lab/home-ops/pulls/1');
    expect(text).toContain('This cannot be merged');
    expect(text).not.toContain('pulls/1/merge');
  });
});

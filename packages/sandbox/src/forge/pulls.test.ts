import {
  ForgeFixture,
  change,
  forgeFixture,
} from './__testUtils__/forgeFixture';

const REPO = '/repos/lab/home-ops';
const LIST = 'kubernetes/apps/default/kustomization.yaml';

describe('pull requests on the forge', () => {
  let fixture: ForgeFixture;

  beforeEach(async () => {
    fixture = await forgeFixture();
  });

  afterEach(() => fixture.end());

  const api: ForgeFixture['api'] = (...args) => fixture.api(...args);

  const write = (
    branch: string,
    path: string,
    text: string,
    newBranch?: string,
  ) =>
    api('POST', `${REPO}/contents`, {
      body: {
        branch,
        new_branch: newBranch,
        message: `Write ${path}`,
        files: [change('upload', path, text)],
      },
    });

  const open = async (
    head = 'add-web',
    path = 'web.yaml',
    text = 'web: 1\n',
  ) => {
    await write('main', path, text, head);
    return api('POST', `${REPO}/pulls`, {
      body: { head, base: 'main', title: 'Add web', body: 'As asked.' },
    });
  };

  const merge = (number: number, body: object = { Do: 'merge' }) =>
    api('POST', `${REPO}/pulls/${number}/merge`, { body });

  const subjects = async () => {
    const { body } = await api('GET', `${REPO}/commits?sha=main`);
    return body.map((c: any) => c.commit.message.split('\n')[0]);
  };

  it('show who wants what where', async () => {
    const { status, body } = await open();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      number: 1,
      state: 'open',
      title: 'Add web',
      body: 'As asked.',
      mergeable: true,
      merged: false,
      additions: 1,
      deletions: 0,
      changed_files: 1,
      html_url: `${fixture.forge.url}/lab/home-ops/pulls/1`,
      head: { ref: 'add-web' },
      base: { ref: 'main' },
    });
    const files = await api('GET', `${REPO}/pulls/1/files`);
    expect(files.body).toMatchObject([
      { filename: 'web.yaml', status: 'added', additions: 1 },
    ]);
    const commits = await api('GET', `${REPO}/pulls/1/commits`);
    expect(commits.body.map((c: any) => c.sha)).toEqual([body.head.sha]);
    const diff = await api('GET', `${REPO}/pulls/1.diff`);
    expect(diff.body).toContain('+web: 1');
  });

  it('are opened once for the same branches', async () => {
    await open();
    const { status, body } = await open();
    expect(status).toBe(409);
    expect(body.message).toMatch(/already exists/);
  });

  it.each([
    [
      'a head that is not there',
      { head: 'nope', base: 'main', title: 't' },
      404,
    ],
    [
      'a base that is not there',
      { head: 'main', base: 'nope', title: 't' },
      404,
    ],
    ['a branch into itself', { head: 'main', base: 'main', title: 't' }, 422],
    ['no title', { head: 'side', base: 'main' }, 422],
  ])('are not opened for %s', async (_name, body, status) => {
    await write('main', 'side.yaml', 's', 'side');
    expect((await api('POST', `${REPO}/pulls`, { body })).status).toBe(status);
  });

  it('are found by state, by number and by their branches', async () => {
    await open('one', '1.yaml');
    await open('two', '2.yaml');
    await api('PATCH', `${REPO}/pulls/1`, { body: { state: 'closed' } });
    const numbers = async (query: string) => {
      const { body } = await api('GET', `${REPO}/pulls${query}`);
      return body.map((p: any) => p.number);
    };
    expect(await numbers('')).toEqual([2]);
    expect(await numbers('?state=closed')).toEqual([1]);
    expect(await numbers('?state=all')).toEqual([2, 1]);
    expect(await numbers('?state=all&limit=1&page=2')).toEqual([1]);
    expect((await api('GET', `${REPO}/pulls/main/two`)).body.number).toBe(2);
    expect((await api('GET', `${REPO}/pulls/main/three`)).status).toBe(404);
  });

  it('follow their branch', async () => {
    const before = (await open()).body.head.sha;
    await write('add-web', 'more.yaml', 'more: 1\n');
    const { body } = await api('GET', `${REPO}/pulls/1`);
    expect(body.head.sha).not.toBe(before);
    expect(body.changed_files).toBe(2);
  });

  it('take a new title, text and state', async () => {
    await open();
    const { status, body } = await api('PATCH', `${REPO}/pulls/1`, {
      body: { title: 'New', body: 'Text', state: 'closed' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'New', body: 'Text', state: 'closed' });
    const again = await api('PATCH', `${REPO}/pulls/1`, {
      body: { state: 'open' },
    });
    expect(again.body).toMatchObject({ state: 'open', closed_at: null });
  });

  it.each([
    [
      'merge',
      [
        "Merge pull request 'Add web' (#1) from add-web into main",
        'Write web.yaml',
        'Write other.yaml',
        'Start the lab',
      ],
    ],
    ['squash', ['Add web (#1)', 'Write other.yaml', 'Start the lab']],
    ['rebase', ['Write web.yaml', 'Write other.yaml', 'Start the lab']],
  ])('are merged by %s', async (style, expected) => {
    const events: string[] = [];
    await open();
    await write('main', 'other.yaml', 'other: 1\n');
    fixture.forge.onPush(({ ref }) => events.push(ref));
    expect((await merge(1, { Do: style })).status).toBe(200);
    // Same second, so git may order side by side commits either way.
    expect((await subjects()).sort()).toEqual([...expected].sort());
    expect(events).toEqual(['refs/heads/main']);
    const { body } = await api('GET', `${REPO}/pulls/1`);
    const main = await api('GET', `${REPO}/branches/main`);
    expect(body).toMatchObject({
      merged: true,
      state: 'closed',
      mergeable: false,
      merge_commit_sha: main.body.commit.id,
      merged_by: { login: 'homestage' },
    });
    const web = await api('GET', `${REPO}/contents/web.yaml`);
    expect(web.status).toBe(200);
  });

  it('keep what they were when their branch is deleted with the merge', async () => {
    await open();
    await merge(1, { Do: 'squash', delete_branch_after_merge: true });
    expect((await api('GET', `${REPO}/branches/add-web`)).status).toBe(404);
    expect((await api('GET', `${REPO}/pulls/1.diff`)).body).toContain(
      '+web: 1',
    );
  });

  it.each([
    ['an unknown style', { Do: 'octopus' }, 405],
    [
      'a head that has moved on',
      { Do: 'merge', head_commit_id: '0'.repeat(40) },
      409,
    ],
  ])('are not merged for %s', async (_name, body, status) => {
    await open();
    expect((await merge(1, body)).status).toBe(status);
    expect((await api('GET', `${REPO}/pulls/1`)).body.merged).toBe(false);
  });

  it('are not merged twice', async () => {
    await open();
    const replies = await Promise.all([merge(1), merge(1)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 405]);
  });

  it('are not merged when closed', async () => {
    await open();
    await api('PATCH', `${REPO}/pulls/1`, { body: { state: 'closed' } });
    expect((await merge(1)).status).toBe(404);
  });

  it('say when both sides changed the same lines, until that is mended', async () => {
    await open('add-web', LIST, 'resources:\n  - ./web\n');
    await write('main', LIST, 'resources:\n  - ./other\n');
    expect((await api('GET', `${REPO}/pulls/1`)).body.mergeable).toBe(false);
    expect((await merge(1)).status).toBe(405);
    await write('main', LIST, 'resources:\n  - ./echo\n');
    expect((await api('GET', `${REPO}/pulls/1`)).body.mergeable).toBe(true);
  });

  it('can be opened again from the same branch after a merge', async () => {
    await open();
    await merge(1);
    await write('add-web', 'again.yaml', 'a: 1\n');
    const { status, body } = await api('POST', `${REPO}/pulls`, {
      body: { head: 'add-web', base: 'main', title: 'Again' },
    });
    expect([status, body.number, body.changed_files]).toEqual([201, 2, 1]);
  });

  it('take comments', async () => {
    await open();
    const made = await api('POST', `${REPO}/issues/1/comments`, {
      body: { body: 'Good.' },
    });
    expect(made.status).toBe(201);
    const { body } = await api('GET', `${REPO}/issues/1/comments`);
    expect(body).toMatchObject([
      { body: 'Good.', user: { login: 'homestage' } },
    ]);
  });

  it('outlive a restart', async () => {
    await open();
    await fixture.restart();
    expect((await api('GET', `${REPO}/pulls/1`)).body.title).toBe('Add web');
  });
});

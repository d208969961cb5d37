import { startGitlabLab, type MemoryLab } from '../__testUtils__/forgeLabs';
import { SEED } from '../__testUtils__/forgeFixture';
import type { GitlabCircumstances } from '../__testUtils__/gitlab/gitlabApi';
import { userAccess } from './forgeAccess';
import { gitBlobHash } from './gitBlobHash';
import { GitLabForge } from './GitLabForge';

describe('GitLabForge', () => {
  let lab: MemoryLab<GitlabCircumstances>;

  beforeEach(async () => {
    lab = await startGitlabLab();
  });

  afterEach(() => lab.stop());

  const main = () => lab.repository.branches.get('main')!;

  it('reads a tree of many pages', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 250 }, (_, at) => [`many/${at}.yaml`, `${at}\n`]),
    );
    const head = await lab.commitAs('main', files);
    const tree = await lab.forge().tree(head);
    expect(tree.size).toBe(SEED.size + 250);
    expect(tree.get('many/249.yaml')).toBe(gitBlobHash('249\n'));
  });

  it('finds the project where GitLab is below a path of its host', async () => {
    const { gate } = lab;
    const forge = GitLabForge.create(
      {
        host: lab.host,
        owner: 'gitlab/lab/clusters',
        repository: 'home-ops',
        url: `${gate.url}/gitlab/lab/clusters/home-ops`,
      },
      {
        integration: {
          host: lab.host,
          baseUrl: `${gate.url}/gitlab`,
          apiBaseUrl: `${gate.url}/api/v4`,
        },
        access: userAccess('gitlab', 'token-of-the-lab'),
      },
    );
    await expect(forge.branch('main')).resolves.toMatchObject({
      commit: main(),
    });
  });

  it('tells a missing branch from a missing project', async () => {
    await expect(lab.forge().branch('gone')).resolves.toBeUndefined();
    const forge = GitLabForge.create(
      { host: lab.host, owner: 'lab', repository: 'gone', url: lab.gate.url },
      {
        integration: undefined,
        access: userAccess('gitlab', 'token-of-the-lab'),
      },
    );
    await expect(forge.branch('main')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('sees a change of a file that comes between the look and the commit', async () => {
    const path = 'README.md';
    lab.gate.strike(1, {
      kind: 'act',
      act: () => {
        lab.repository.commitAs('main', { [path]: '# Theirs\n' });
      },
    });
    await expect(
      lab.forge().commit({
        branch: 'main',
        message: 'Ours\n',
        changes: [
          {
            kind: 'update',
            path,
            base: gitBlobHash('# Lab\n'),
            text: '# Ours\n',
          },
        ],
      }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(path),
    });
    expect(lab.repository.treeOf(main()).get(path)?.sha).toBe(
      gitBlobHash('# Theirs\n'),
    );
  });

  it('says when a proxy keeps the hashes back', async () => {
    lab.gate.strike(0, { kind: 'answer', status: 200 });
    await expect(
      lab.forge().commit({
        branch: 'main',
        message: 'm',
        changes: [
          { kind: 'delete', path: 'README.md', base: gitBlobHash('# Lab\n') },
        ],
      }),
    ).rejects.toMatchObject({
      code: 'failed',
      nextStep: expect.stringContaining('X-Gitlab'),
    });
  });

  it('says when a merge request is not opened again, though GitLab answers 200', async () => {
    const { repository } = lab;
    repository.setBranch('work', main());
    repository.commitAs('work', { 'a.yaml': 'a: 1\n' });
    const pull = repository.openPull({
      head: 'work',
      base: 'main',
      title: 't',
      body: '',
    });
    await lab.forge().updatePullRequest(pull.number, { state: 'closed' });
    repository.branches.delete('work');
    await expect(
      lab.forge().updatePullRequest(pull.number, { state: 'open' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('counts merged ones to the closed ones', async () => {
    const { repository } = lab;
    repository.setBranch('work', main());
    repository.commitAs('work', { 'a.yaml': 'a: 1\n' });
    const pull = repository.openPull({
      head: 'work',
      base: 'main',
      title: 't',
      body: '',
    });
    const mergeCommit = lab.repository.merge(pull);
    await expect(
      lab.forge().pullRequests({ state: 'closed', head: 'work' }),
    ).resolves.toMatchObject([
      { state: 'merged', mergeCommit, mergedAt: expect.stringMatching(/Z$/) },
    ]);
    await expect(lab.forge().changedFiles(pull.number)).resolves.toEqual([
      'a.yaml',
    ]);
    await expect(lab.forge().pullRequests({ state: 'open' })).resolves.toEqual(
      [],
    );
  });

  it.each([
    ['nothing', undefined, [], 'unknown'],
    [
      'a good pipeline',
      'success',
      [{ name: 'a', status: 'success' }],
      'success',
    ],
    ['a pipeline without jobs yet', 'created', [], 'pending'],
    [
      'a job that failed and may not',
      'success',
      [{ name: 'a', status: 'failed' }],
      'failure',
    ],
    [
      'a job that failed and may',
      'success',
      [{ name: 'a', status: 'failed', allow_failure: true }],
      'success',
    ],
    [
      'a job that somebody has to start',
      'manual',
      [{ name: 'a', status: 'manual' }],
      'pending',
    ],
    [
      'a state that is new to us',
      'success',
      [{ name: 'a', status: 'dreaming' }],
      'unknown',
    ],
  ] as const)(
    'sums up the checks: %s',
    async (_, pipeline, statuses, state) => {
      if (pipeline) {
        lab.circumstances.pipelines.set(main(), pipeline);
      }
      lab.circumstances.statuses.set(main(), [...statuses]);
      await expect(lab.forge().checks(main())).resolves.toMatchObject({
        state,
      });
    },
  );
});

import { startGithubLab, type MemoryLab } from '../__testUtils__/forgeLabs';
import type { GithubCircumstances } from '../__testUtils__/github/githubApi';
import { gitBlobHash } from './gitBlobHash';

const success = { status: 'completed', conclusion: 'success' } as const;

describe('GitHubForge', () => {
  let lab: MemoryLab<GithubCircumstances>;

  beforeEach(async () => {
    lab = await startGithubLab();
  });

  afterEach(() => lab.stop());

  const main = () => lab.repository.branches.get('main')!;

  it('reads a tree that is cut off directory by directory', async () => {
    const whole = await lab.forge().tree(main());
    lab.circumstances.treeLimit = 3;
    lab.gate.reset();
    await expect(lab.forge().tree(main())).resolves.toEqual(whole);
    expect(lab.gate.calls.length).toBeGreaterThan(3);
  });

  it('does not take a part of a directory for all of it', async () => {
    lab.circumstances.treeLimit = 1;
    await expect(lab.forge().tree(main())).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('too large'),
    });
  });

  it('leaves a file that can be run so', async () => {
    const { repository } = lab;
    const sha = repository.addBlob('#!/bin/sh\n');
    const tree = new Map(repository.treeOf(main()));
    tree.set('run.sh', { sha, mode: '100755' });
    const { sha: head } = repository.addCommit({
      tree: repository.addTree(tree),
      parents: [main()],
      message: 'Add a script\n',
    });
    repository.setBranch('main', head);
    const { commit } = await lab.forge().commit({
      branch: 'main',
      message: 'Change it\n',
      changes: [
        {
          kind: 'update',
          path: 'run.sh',
          base: sha,
          text: '#!/bin/sh\ntrue\n',
        },
      ],
    });
    expect(repository.treeOf(commit).get('run.sh')).toEqual({
      sha: gitBlobHash('#!/bin/sh\ntrue\n'),
      mode: '100755',
    });
  });

  it('gives the commit the author it is asked for', async () => {
    const author = { name: 'Ada', email: 'ada@home.example' };
    const { commit } = await lab.forge().commit({
      branch: 'main',
      message: 'Add a file\n',
      author,
      changes: [{ kind: 'create', path: 'a.yaml', text: 'a: 1\n' }],
    });
    expect(lab.repository.commits.get(commit)?.author).toEqual(author);
  });

  it('says when a branch to commit on is missing', async () => {
    await expect(
      lab.forge().commit({ branch: 'gone', message: 'm', changes: [] }),
    ).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining("'gone'"),
    });
  });

  it('tells the newest 250 commits of a long branch, newest first', async () => {
    const made: string[] = [];
    lab.repository.setBranch('long', main());
    for (let count = 0; count < 320; count++) {
      made.unshift(lab.repository.commitAs('long', { 'a.yaml': `${count}\n` }));
    }
    const commits = await lab.forge().compare('main', 'long');
    expect(commits.map(({ commit }) => commit)).toEqual(made.slice(0, 250));
  });

  it('knows what was merged, and as which commit', async () => {
    lab.repository.setBranch('work', main());
    lab.repository.commitAs('work', { 'a.yaml': 'a: 1\n' });
    const pull = lab.repository.openPull({
      head: 'work',
      base: 'main',
      title: 't',
      body: '',
    });
    const forge = lab.forge();
    const open = await forge.pullRequest(pull.number);
    expect(open).toMatchObject({ state: 'open', isMergeable: true });
    expect(open?.mergeCommit).toBeUndefined();
    const mergeCommit = lab.repository.merge(pull);
    await expect(
      forge.pullRequests({ state: 'closed' }),
    ).resolves.toMatchObject([
      { state: 'merged', mergeCommit, mergedAt: expect.stringMatching(/Z$/) },
    ]);
    await expect(forge.changedFiles(pull.number)).resolves.toEqual(['a.yaml']);
  });

  it('takes a branch of a fork for what it is', async () => {
    const forge = lab.forge();
    lab.repository.setBranch('work', main());
    lab.repository.commitAs('work', { 'a.yaml': 'a: 1\n' });
    await forge.createPullRequest({
      head: 'work',
      base: 'main',
      title: 't',
      body: '',
    });
    lab.gate.reset();
    const [path] = await recordedPath(() =>
      forge.pullRequests({ state: 'open' }),
    );
    const answer = await fetch(`${lab.gate.url}${path}`, {
      headers: {
        authorization: 'Bearer token-of-the-lab',
        'user-agent': 'test',
      },
    });
    const [pull] = await answer.json();
    const foreign = {
      ...pull,
      head: {
        ...pull.head,
        label: 'somebody:work',
        repo: { ...pull.head.repo, id: 1 },
      },
    };
    lab.gate.reset();
    lab.gate.strike(0, {
      kind: 'answer',
      status: 200,
      body: JSON.stringify([foreign]),
    });
    lab.gate.strike(1, {
      kind: 'answer',
      status: 200,
      body: JSON.stringify([foreign]),
    });
    await expect(forge.pullRequests({ state: 'open' })).resolves.toMatchObject([
      { head: 'somebody:work' },
    ]);
    await expect(
      forge.pullRequests({ state: 'open', head: 'work' }),
    ).resolves.toEqual([]);
  });

  async function recordedPath(work: () => Promise<unknown>) {
    await work();
    return lab.gate.calls.map(call => call.split(' ')[1]);
  }

  it.each([
    ['nothing', [], [], 'unknown'],
    ['one run', [], [{ ...success, name: 'a' }], 'success'],
    [
      'a run that goes on',
      [],
      [
        { ...success, name: 'a' },
        { name: 'b', status: 'in_progress', conclusion: null },
      ],
      'pending',
    ],
    [
      'a run that was stopped',
      [],
      [{ name: 'b', status: 'completed', conclusion: 'cancelled' }],
      'failure',
    ],
    [
      'a run that was left out',
      [],
      [{ name: 'b', status: 'completed', conclusion: 'skipped' }],
      'success',
    ],
    [
      'a failed status beside a good run',
      [{ context: 'ci', state: 'failure', description: 'no' }],
      [{ ...success, name: 'a' }],
      'failure',
    ],
    [
      'a good status beside runs that may not be read',
      [{ context: 'ci', state: 'success', description: 'yes' }],
      'forbidden',
      'unknown',
    ],
    [
      'a failed status beside runs that may not be read',
      [{ context: 'ci', state: 'error', description: 'no' }],
      'forbidden',
      'failure',
    ],
  ] as const)('sums up the checks: %s', async (_, statuses, runs, state) => {
    const { circumstances } = lab;
    circumstances.statuses.set(main(), [...statuses]);
    circumstances.checkRuns.set(
      main(),
      runs === 'forbidden' ? runs : [...runs],
    );
    await expect(lab.forge().checks(main())).resolves.toMatchObject({ state });
  });

  it('reads all runs of a commit that has many', async () => {
    const runs = Array.from({ length: 130 }, (_, at) => ({
      ...success,
      name: `run ${at}`,
    }));
    lab.circumstances.checkRuns.set(main(), runs);
    const { checks, state } = await lab.forge().checks(main());
    expect(checks).toHaveLength(130);
    expect(state).toBe('success');
  });
});

import assert from 'node:assert/strict';
import { gitBlobHash } from '../forge/gitBlobHash';
import { isForgeError, type ForgeErrorCode } from '../forge/ForgeError';
import type { Forge } from '../types/Forge';

/** An adapter on a repository that holds the seed. */
export interface ForgeContractSubject {
  readonly forge: Forge;
  /** The files of the default branch at first, by path. */
  readonly seed: ReadonlyMap<string, string>;
}

/** One thing that every adapter does. */
export interface ForgeContractCase {
  readonly name: string;
  run(subject: ForgeContractSubject): Promise<void>;
}

/** Rejects unless the work rejects with a ForgeError of the code. */
export async function assertCode(
  work: Promise<unknown>,
  code: ForgeErrorCode,
): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.equal(isForgeError(error) ? error.code : error, code);
}

const LIST = 'apps/media/kustomization.yaml';
const NEW_LIST = 'resources:\n  - ./namespace.yaml\n  - ./sonarr/ks.yaml\n';
const NEW_FILE = {
  kind: 'create',
  path: 'apps/media/sonarr/ks.yaml',
  text: 'kind: Kustomization # ü\n',
} as const;

async function branchWith(forge: Forge, branch: string) {
  return forge.commit({
    branch,
    from: 'main',
    message: `Work on ${branch}`,
    changes: [NEW_FILE],
  });
}

async function headOf(forge: Forge, branch: string) {
  return (await forge.branch(branch))?.commit;
}

/**
 * What every adapter of {@link Forge} does. Each case makes branches of its own,
 * so that all of them run on one repository, in any order.
 */
export const FORGE_CONTRACT: readonly ForgeContractCase[] = [
  {
    name: 'knows the head of a branch, and that one is missing',
    async run({ forge }) {
      assert.match((await headOf(forge, 'main')) ?? '', /^[0-9a-f]{40}$/);
      assert.equal(await forge.branch('nobody/made-this'), undefined);
    },
  },
  {
    name: 'reads the blobs of a commit under the hashes of Git',
    async run({ forge, seed }) {
      const tree = await forge.tree((await headOf(forge, 'main')) ?? '');
      for (const [path, text] of seed) {
        assert.equal(tree.get(path), gitBlobHash(text), path);
      }
    },
  },
  {
    name: 'puts creations, updates and deletions into one commit on a new branch',
    async run({ forge, seed }) {
      const hash = (path: string) => gitBlobHash(seed.get(path) ?? '');
      const { commit } = await forge.commit({
        branch: 'contract/one-commit',
        from: 'main',
        message: 'Change three files',
        changes: [
          NEW_FILE,
          { kind: 'update', path: LIST, text: NEW_LIST, base: hash(LIST) },
          { kind: 'delete', path: 'README.md', base: hash('README.md') },
        ],
      });
      const tree = await forge.tree(commit);
      assert.equal(tree.get(NEW_FILE.path), gitBlobHash(NEW_FILE.text));
      assert.equal(tree.get(LIST), gitBlobHash(NEW_LIST));
      assert.equal(tree.has('README.md'), false);
      const ahead = await forge.compare('main', 'contract/one-commit');
      assert.deepEqual(
        ahead.map(each => each.message.trim()),
        ['Change three files'],
      );
      assert.deepEqual(await forge.compare('contract/one-commit', 'main'), []);
    },
  },
  {
    name: 'says that a branch exists and leaves it alone',
    async run({ forge }) {
      const { commit } = await branchWith(forge, 'contract/exists');
      await assertCode(branchWith(forge, 'contract/exists'), 'exists');
      assert.equal(await headOf(forge, 'contract/exists'), commit);
    },
  },
  {
    name: 'refuses a change of a file that has moved on, and writes nothing of it',
    async run({ forge }) {
      const branch = 'contract/moved-on';
      const { commit } = await branchWith(forge, branch);
      await assertCode(
        forge.commit({
          branch,
          message: 'Too late',
          changes: [
            { kind: 'create', path: 'another.yaml', text: 'a: 1\n' },
            {
              kind: 'update',
              path: LIST,
              text: NEW_LIST,
              base: gitBlobHash('old\n'),
            },
          ],
        }),
        'conflict',
      );
      assert.equal(await headOf(forge, branch), commit);
    },
  },
  {
    name: 'refuses to make a file that is there',
    async run({ forge }) {
      const branch = 'contract/file-there';
      await branchWith(forge, branch);
      await assertCode(
        forge.commit({ branch, message: 'Again', changes: [NEW_FILE] }),
        'conflict',
      );
    },
  },
  {
    name: 'removes a branch, also one that is gone',
    async run({ forge }) {
      await branchWith(forge, 'contract/removed');
      await forge.deleteBranch('contract/removed');
      assert.equal(await forge.branch('contract/removed'), undefined);
      await forge.deleteBranch('contract/removed');
    },
  },
  {
    name: 'opens a pull request, finds it by its branch, and changes its text',
    async run({ forge }) {
      const ends = { head: 'contract/pull', base: 'main' };
      const { commit } = await branchWith(forge, ends.head);
      const made = await forge.createPullRequest({
        ...ends,
        title: 'Add sonarr',
        body: 'Because.',
      });
      assert.equal(made.state, 'open');
      assert.equal(made.headCommit, commit);
      assert.match(made.url, /^https?:\/\//);
      const found = await forge.pullRequests({ ...ends, state: 'open' });
      assert.deepEqual(
        found.map(each => each.number),
        [made.number],
      );
      await forge.updatePullRequest(made.number, { title: 'Add Sonarr' });
      const again = await forge.pullRequest(made.number);
      assert.equal(again?.title, 'Add Sonarr');
      assert.equal(again?.body, 'Because.');
      assert.equal(await forge.pullRequest(999_999), undefined);
    },
  },
  {
    name: 'says that a pull request is open already',
    async run({ forge }) {
      const request = {
        head: 'contract/pull-twice',
        base: 'main',
        title: 'One',
        body: '',
      };
      await branchWith(forge, request.head);
      await forge.createPullRequest(request);
      await assertCode(forge.createPullRequest(request), 'exists');
    },
  },
  {
    name: 'tells which files a pull request changes, made, changed and removed',
    async run({ forge, seed }) {
      const ends = { head: 'contract/files', base: 'main' };
      const hash = (path: string) => gitBlobHash(seed.get(path) ?? '');
      await forge.commit({
        branch: ends.head,
        from: ends.base,
        message: 'Change three files',
        changes: [
          NEW_FILE,
          { kind: 'update', path: LIST, text: NEW_LIST, base: hash(LIST) },
          { kind: 'delete', path: 'README.md', base: hash('README.md') },
        ],
      });
      const { number } = await forge.createPullRequest({
        ...ends,
        title: 'Change three files',
        body: '',
      });
      const files = await forge.changedFiles(number);
      assert.deepEqual([...files].sort(), ['README.md', LIST, NEW_FILE.path]);
      await assertCode(forge.changedFiles(999_999), 'not-found');
    },
  },
  {
    name: 'tells by comparing whether a commit contains another',
    async run({ forge }) {
      const main = (await headOf(forge, 'main')) ?? '';
      const { commit } = await branchWith(forge, 'contract/contains');
      assert.deepEqual(await forge.compare(commit, main), []);
      assert.deepEqual(await forge.compare(commit, commit), []);
      assert.equal((await forge.compare(main, commit)).length, 1);
      await assertCode(forge.compare('0'.repeat(40), main), 'not-found');
    },
  },
  {
    name: 'lists the last commits of a branch, newest first',
    async run({ forge }) {
      const branch = 'contract/latest';
      const { commit } = await branchWith(forge, branch);
      const [newest, ...older] = await forge.latestCommits(branch);
      assert.equal(newest.commit, commit);
      assert.equal(newest.message.trim(), `Work on ${branch}`);
      assert.equal(older[0]?.commit, await headOf(forge, 'main'));
      await assertCode(forge.latestCommits('nobody/made-this'), 'not-found');
    },
  },
  {
    name: 'leaves out pull requests that have not changed since',
    async run({ forge }) {
      const ends = { head: 'contract/since', base: 'main' };
      await branchWith(forge, ends.head);
      await forge.createPullRequest({ ...ends, title: 'One', body: '' });
      const updatedSince = (time: string) =>
        forge.pullRequests({ ...ends, state: 'open', updatedSince: time });
      assert.equal((await updatedSince('2000-01-01T00:00:00Z')).length, 1);
      assert.equal((await updatedSince('2100-01-01T00:00:00Z')).length, 0);
    },
  },
  {
    name: 'takes no check at all for unknown',
    async run({ forge }) {
      const { commit } = await branchWith(forge, 'contract/checks');
      assert.deepEqual(await forge.checks(commit), {
        state: 'unknown',
        checks: [],
      });
    },
  },
];

import { runGit } from './runGit';
import type { BareRepository } from './BareRepository';
import { CommitText, commitTree } from './writeCommit';

/** How a pull request becomes part of its base branch. */
export type MergeStyle = 'merge' | 'squash' | 'rebase' | 'fast-forward-only';

/** The tree of both sides together, or the files in which they contradict. */
export type MergeOutcome =
  | { clean: true; tree: string }
  | { clean: false; files: string[] };

/** Merges two commits without a work tree; writes objects, moves nothing. */
export async function mergeTrees(
  repository: BareRepository,
  ours: string,
  theirs: string,
): Promise<MergeOutcome> {
  if (!(await repository.mergeBase(ours, theirs))) {
    return { clean: false, files: ['every file (no common history)'] };
  }
  const { status, stdout } = await runGit(
    [
      'merge-tree',
      '--write-tree',
      '-z',
      '--name-only',
      '--no-messages',
      ours,
      theirs,
    ],
    { directory: repository.directory, expected: [0, 1] },
  );
  const [tree, ...files] = stdout.toString().split('\0').filter(Boolean);
  return status === 0
    ? { clean: true, tree }
    : { clean: false, files: [...new Set(files)].sort() };
}

/** The two sides contradict each other. */
export class MergeConflict extends Error {
  readonly files: readonly string[];

  constructor(files: readonly string[]) {
    super(`Both sides changed ${files.join(', ') || 'the same lines'}`);
    this.name = 'MergeConflict';
    this.files = files;
  }
}

/**
 * The commit the base branch has after the merge. Throws a MergeConflict when
 * the style cannot be done.
 */
export async function mergeCommits(
  repository: BareRepository,
  sides: { base: string; head: string; style: MergeStyle },
  text: CommitText,
): Promise<string> {
  const { base, head, style } = sides;
  const isForward = (await repository.mergeBase(base, head)) === base;
  if (style === 'fast-forward-only' && !isForward) {
    throw new MergeConflict([]);
  }
  if (style === 'fast-forward-only' || (style === 'rebase' && isForward)) {
    return head;
  }
  if (style === 'rebase') {
    return rebase(repository, base, head, text);
  }
  const tree = await cleanTree(repository, base, head);
  const parents = style === 'squash' ? [base] : [base, head];
  return commitTree(repository, { ...text, tree, parents });
}

async function rebase(
  repository: BareRepository,
  base: string,
  head: string,
  text: CommitText,
): Promise<string> {
  const list = await repository.git([
    'rev-list',
    '--reverse',
    '--no-merges',
    `${base}..${head}`,
  ]);
  let tip = base;
  for (const sha of list.split('\n').filter(Boolean)) {
    tip = await cherryPick(repository, sha, tip, text);
  }
  return tip;
}

/**
 * A three-way merge whose base is the picked commit's parent. `merge-tree` finds
 * the base by history (`--merge-base` came with Git 2.40), so the new tip's tree
 * is dressed up as a sibling of the picked commit first.
 */
async function cherryPick(
  repository: BareRepository,
  sha: string,
  tip: string,
  text: CommitText,
): Promise<string> {
  const picked = await repository.commit(sha);
  const sibling = await commitTree(repository, {
    ...text,
    message: 'sibling',
    tree: (await repository.commit(tip)).tree,
    parents: picked.parents,
  });
  return commitTree(repository, {
    message: picked.message,
    author: picked.author,
    authorAtMs: Date.parse(picked.author.date),
    committer: text.committer ?? text.author,
    committedAtMs: text.committedAtMs,
    tree: await cleanTree(repository, sibling, sha),
    parents: [tip],
  });
}

async function cleanTree(
  repository: BareRepository,
  ours: string,
  theirs: string,
): Promise<string> {
  const outcome = await mergeTrees(repository, ours, theirs);
  if (!outcome.clean) {
    throw new MergeConflict(outcome.files);
  }
  return outcome.tree;
}

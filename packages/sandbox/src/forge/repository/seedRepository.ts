import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BareRepository } from '../git/BareRepository';
import { mergeTrees } from '../git/mergeCommits';
import { cleanTreePath } from '../git/treePath';
import { commitTree, writeTreeOfDirectory } from '../git/writeCommit';
import type { FileSet } from '../types';

/** Remembers what the repository was last seeded with. */
const SEED_REF = 'refs/forge/seed';

const SEEDER = { name: 'lab', email: 'lab@localhost' };

/**
 * Brings the seed's newest state onto the default branch: the first commit of an
 * empty repository; later, what changed in the seed since, merged with what
 * people merged here. Where both changed the same lines the seed wins.
 */
export async function seedRepository(
  repository: BareRepository,
  options: { seed: FileSet | string; branch: string; atMs: number },
): Promise<void> {
  const ref = `refs/heads/${options.branch}`;
  const tree = await treeOf(repository, options.seed);
  const lastSeed = await repository.readRef(SEED_REF);
  const head = await repository.readRef(ref);
  if (lastSeed && (await repository.commit(lastSeed)).tree === tree && head) {
    return;
  }
  const text = { author: SEEDER, committedAtMs: options.atMs };
  const seeded = await commitTree(repository, {
    ...text,
    message: lastSeed ? 'Take over the changed seed' : 'Start the lab',
    tree,
    parents: lastSeed ? [lastSeed] : [],
  });
  let next = seeded;
  if (head && head !== lastSeed) {
    const both = await mergeTrees(repository, head, seeded);
    next = await commitTree(repository, {
      ...text,
      message: 'Take over the changed seed',
      tree: both.clean ? both.tree : tree,
      parents: [head, seeded],
    });
  }
  await repository.updateRef(ref, next, head);
  await repository.updateRef(SEED_REF, seeded, lastSeed);
}

async function treeOf(
  repository: BareRepository,
  seed: FileSet | string,
): Promise<string> {
  if (typeof seed === 'string') {
    return writeTreeOfDirectory(repository, seed);
  }
  const directory = await mkdtemp(join(tmpdir(), 'forge-seed-'));
  try {
    for (const [path, content] of seed) {
      if (!cleanTreePath(path)) {
        throw new Error(`The seed names a file git cannot hold: ${path}`);
      }
      const file = join(directory, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return await writeTreeOfDirectory(repository, directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

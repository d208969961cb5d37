import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** A tree, and the pull requests that have no lines in common, merged into it. */
export interface ChangedTree {
  folder: string;
  /** Names of the changes, in the order in which they were merged. */
  changes: string[];
}

/** Merges a pull request as people read it; false when it does not fit the tree. */
async function merge(folder: string, change: string): Promise<boolean> {
  const git = spawn('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: folder,
    // A folder in a repository would be looked at as a part of it.
    env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  git.stdin.end(change);
  const [code] = await Promise.all([
    new Promise(resolve => git.once('close', resolve)),
    text(git.stderr),
  ]);
  return code === 0;
}

/** Pull requests that are merged one after the other: `<name>-1-<word>.diff`, and so on. */
const STEP = /^(.+)-(\d+)-[^-]+\.diff$/;

/** What is merged to have looked at a pull request: those before it, and itself. */
function mergedFor(file: string, files: readonly string[]): string[] {
  const [, sequence, step] = STEP.exec(file) ?? [];
  return files.filter(other => {
    const [, itsSequence, itsStep] = STEP.exec(other) ?? [];
    return (
      other === file ||
      (sequence !== undefined &&
        itsSequence === sequence &&
        Number(itsStep) < Number(step))
    );
  });
}

/**
 * Merges every pull request of a folder into a copy of a tree, and into as few
 * copies as it takes: those that do not meet go into one.
 *
 * @param tree - left as it is
 * @param changes - a folder of `<name>.diff`
 * @param work - an empty folder for the copies
 */
export async function applyChanges(
  tree: string,
  changes: string,
  work: string,
): Promise<ChangedTree[]> {
  const changed: ChangedTree[] = [];
  const files = readdirSync(changes).sort();
  for (const file of files) {
    const name = path.basename(file, '.diff');
    const change = mergedFor(file, files)
      .map(each => readFileSync(path.join(changes, each), 'utf8'))
      .join('\n');
    if (!(await mergeIntoFirst(changed, { name, change }))) {
      const folder = path.join(work, String(changed.length));
      cpSync(tree, folder, { recursive: true });
      changed.push({ folder, changes: [] });
      if (!(await mergeIntoFirst(changed.slice(-1), { name, change }))) {
        throw new Error(
          `${file} does not fit ${tree}. Write it again with UPDATE_GOLDEN=true.`,
        );
      }
    }
  }
  return changed;
}

async function mergeIntoFirst(
  trees: readonly ChangedTree[],
  { name, change }: { name: string; change: string },
): Promise<boolean> {
  for (const tree of trees) {
    if (await merge(tree.folder, change)) {
      tree.changes.push(name);
      return true;
    }
  }
  return false;
}

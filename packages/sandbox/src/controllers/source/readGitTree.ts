import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a branch of a bare repository holds. @public */
export interface GitTree {
  /** 40 hex digits. */
  commit: string;
  /** First line of the commit's message. */
  subject: string;
  /** Path to text; binary files and files over 1 MiB are left out. */
  files: ReadonlyMap<string, string>;
}

const LARGEST_FILE_BYTES = 1024 * 1024;
const LARGEST_TREE_BYTES = 256 * 1024 * 1024;

/**
 * The commit a branch points at; undefined when there is no such branch.
 * @public
 */
export async function readGitHead(
  directory: string,
  branch: string,
): Promise<{ commit: string; subject: string } | undefined> {
  const { stdout } = await run('git', [
    '-C',
    directory,
    'for-each-ref',
    '--format=%(objectname) %(subject)',
    `refs/heads/${branch}`,
  ]);
  const line = stdout.split('\n')[0];
  if (!line) return undefined;
  return { commit: line.slice(0, 40), subject: line.slice(41) };
}

interface Entry {
  path: string;
  blob: string;
}

async function listBlobs(directory: string, commit: string): Promise<Entry[]> {
  const { stdout } = await run(
    'git',
    ['-C', directory, 'ls-tree', '-r', '-z', '--long', commit],
    { maxBuffer: LARGEST_TREE_BYTES },
  );
  return stdout
    .split('\0')
    .filter(line => line !== '')
    .flatMap(line => {
      const tab = line.indexOf('\t');
      const [mode, type, blob, size] = line.slice(0, tab).split(/\s+/);
      const isText =
        type === 'blob' &&
        mode !== '120000' &&
        Number(size) <= LARGEST_FILE_BYTES;
      return isText ? [{ path: line.slice(tab + 1), blob }] : [];
    });
}

/** The answers of `git cat-file --batch`: a line with the size, the bytes, a line end. */
function* splitBatch(output: Buffer): Generator<Buffer> {
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(0x0a, at);
    const size = Number(output.subarray(at, end).toString().split(' ')[2]);
    yield output.subarray(end + 1, end + 1 + size);
    at = end + 1 + size + 1;
  }
}

function catBlobs(
  directory: string,
  blobs: readonly string[],
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', directory, 'cat-file', '--batch'],
      { encoding: 'buffer', maxBuffer: LARGEST_TREE_BYTES },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    );
    child.stdin?.end(blobs.map(blob => `${blob}\n`).join(''));
  });
}

/** Reads every text file of a commit. @public */
export async function readGitTree(
  directory: string,
  head: { commit: string; subject: string },
): Promise<GitTree> {
  const entries = await listBlobs(directory, head.commit);
  const output = await catBlobs(
    directory,
    entries.map(({ blob }) => blob),
  );
  const files = new Map<string, string>();
  let index = 0;
  for (const content of splitBatch(output)) {
    const { path } = entries[index];
    index += 1;
    if (!content.includes(0)) files.set(path, content.toString('utf8'));
  }
  return { ...head, files };
}

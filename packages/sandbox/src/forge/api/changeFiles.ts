import type { TreeEntry } from '../git/BareRepository';
import { cleanTreePath, isRefName } from '../git/treePath';
import { HttpError, notFound } from '../http/exchange';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { FileChange } from '../types';
import { textField } from './ApiContext';

/** One entry of `files`, as Gitea's ChangeFileOperation. */
interface FileOperation {
  operation: 'create' | 'update' | 'upload' | 'rename' | 'delete';
  path: string;
  fromPath: string;
  content: Buffer;
  /** The blob the writer has seen; unset when it does not matter to them. */
  sha?: string;
}

/** What a change of files has come to. */
export interface FilesChanged {
  commit: string;
  branch: string;
  paths: string[];
}

const OPERATIONS = ['create', 'update', 'upload', 'rename', 'delete'];

/**
 * Does Gitea's ChangeFiles: all files in one commit, on `branch` or on
 * `new_branch` that begins there. Checks everything before it writes anything:
 * 404 for a branch or file that is not there; 422 for a file or a new branch
 * that is there already, another blob than the writer saw, or an odd path.
 */
export async function changeFiles(
  repository: ForgeRepository,
  user: string,
  body: Record<string, unknown>,
): Promise<FilesChanged> {
  const operations = readOperations(body.files);
  const { branch, newBranch, parent } = await readBranches(repository, body);
  const changes: FileChange[] = [];
  for (const operation of operations) {
    changes.push(...(await checkOperation(repository, parent, operation)));
  }
  const commit = await repository.commit({
    branch,
    newBranch,
    message: textField(body, 'message')?.trim() || describe(operations),
    author: readIdentity(body.author, user),
    files: changes,
  });
  return {
    commit,
    branch: newBranch ?? branch,
    paths: operations.map(operation => operation.path),
  };
}

async function readBranches(
  repository: ForgeRepository,
  body: Record<string, unknown>,
) {
  const branch = textField(body, 'branch') || repository.defaultBranch;
  const target = textField(body, 'new_branch') || branch;
  const branches = await repository.git.branches();
  const parent = branches.get(branch);
  if (!parent && branches.size > 0) {
    throw new HttpError(404, `branch does not exist [name: ${branch}]`);
  }
  if (target !== branch && branches.has(target)) {
    throw new HttpError(422, `branch already exists [name: ${target}]`);
  }
  if (!isRefName(target)) {
    throw new HttpError(422, `[new_branch]: ${target} is no branch name`);
  }
  return { branch, newBranch: target === branch ? undefined : target, parent };
}

function readOperations(files: unknown): FileOperation[] {
  if (!Array.isArray(files) || files.length === 0) {
    throw new HttpError(422, '[Files]: Required');
  }
  return files.map(readOperation);
}

function readOperation(file: unknown): FileOperation {
  const fields = (file ?? {}) as Record<string, unknown>;
  const operation = textField(fields, 'operation') ?? '';
  if (!OPERATIONS.includes(operation)) {
    throw new HttpError(
      422,
      `[Operation]: ${operation || 'empty'} is none of ${OPERATIONS.join(
        ', ',
      )}`,
    );
  }
  const path = readPath(textField(fields, 'path') ?? '');
  const from = textField(fields, 'from_path');
  const content = textField(fields, 'content') ?? '';
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) {
    throw new HttpError(422, `illegal base64 data in ${path}`);
  }
  return {
    operation: operation as FileOperation['operation'],
    path,
    fromPath: from ? readPath(from) : path,
    content: Buffer.from(content, 'base64'),
    sha: textField(fields, 'sha') || undefined,
  };
}

function readPath(path: string): string {
  const clean = cleanTreePath(path);
  if (!clean) {
    throw new HttpError(
      422,
      `path contains a malformed path component [path: ${path}]`,
    );
  }
  return clean;
}

async function checkOperation(
  repository: ForgeRepository,
  parent: string | undefined,
  operation: FileOperation,
): Promise<FileChange[]> {
  const find = (path: string) =>
    parent ? repository.git.entry(parent, path) : Promise.resolve(undefined);
  const from =
    operation.operation === 'create'
      ? undefined
      : await find(operation.fromPath);
  if (operation.operation !== 'create') {
    checkSource(operation, from);
  }
  if (operation.operation === 'delete') {
    return [{ path: operation.path, deleted: true }];
  }
  await checkTarget(operation, find);
  const isMove = operation.fromPath !== operation.path;
  const isRename = operation.operation === 'rename' && from;
  return [
    ...(isMove && from
      ? [{ path: operation.fromPath, deleted: true as const }]
      : []),
    {
      path: operation.path,
      content: isRename
        ? await repository.git.readBlob(from.sha)
        : operation.content,
      executable: from?.mode === '100755',
    },
  ];
}

function checkSource(
  operation: FileOperation,
  entry: TreeEntry | undefined,
): void {
  if (!entry && operation.operation !== 'upload') {
    throw new HttpError(
      404,
      `object does not exist [id: , rel_path: ${operation.fromPath}]`,
    );
  }
  if (operation.operation === 'delete' && entry?.type === 'tree') {
    throw notFound();
  }
  if (operation.sha && operation.sha !== entry?.sha) {
    throw new HttpError(
      422,
      `sha does not match [given: ${operation.sha}, expected: ${
        entry?.sha ?? ''
      }]`,
    );
  }
}

/** Nothing may lie in the way: no file where a directory is to be, and reverse. */
async function checkTarget(
  operation: FileOperation,
  find: (path: string) => Promise<TreeEntry | undefined>,
): Promise<void> {
  const segments = operation.path.split('/');
  for (let length = 1; length < segments.length; length += 1) {
    const parent = segments.slice(0, length).join('/');
    const entry = await find(parent);
    if (!entry) {
      return;
    }
    if (entry.type !== 'tree') {
      throw new HttpError(
        422,
        `a file exists where a directory is to be [path: ${parent}]`,
      );
    }
  }
  const entry = await find(operation.path);
  if (entry?.type === 'tree') {
    throw new HttpError(
      422,
      `a directory exists where a file is to be [path: ${operation.path}]`,
    );
  }
  const isNew =
    operation.operation === 'create' || operation.fromPath !== operation.path;
  if (entry && isNew) {
    throw new HttpError(
      422,
      `repository file already exists [path: ${operation.path}]`,
    );
  }
}

function readIdentity(author: unknown, user: string) {
  const fields = (author ?? {}) as Record<string, unknown>;
  return {
    name: textField(fields, 'name') || user,
    email: textField(fields, 'email') || `${user}@localhost`,
  };
}

function describe(operations: readonly FileOperation[]): string {
  const verbs = { create: 'Add', delete: 'Delete', rename: 'Rename' } as Record<
    string,
    string
  >;
  const [first] = operations;
  return `${verbs[first.operation] ?? 'Update'} ${operations
    .map(({ path }) => path)
    .join(', ')}`;
}

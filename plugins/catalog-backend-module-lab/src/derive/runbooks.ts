import type { FileSet } from '@homestage/gitops-tree';
import { parse } from 'yaml';
import { docsDirectory } from './docsDirectory';

/** What a page of the documentation is about. */
export interface Runbook {
  readonly kind: 'app' | 'node' | 'virtual-machine' | 'cluster';
  /** The one it is about; unset for all of its kind. */
  readonly name?: string;
  /** Address of the page within the site, with slashes at both ends. */
  readonly page: string;
}

const KINDS: readonly string[] = ['app', 'node', 'virtual-machine', 'cluster'];

/**
 * The pages that say in their front matter (`homestage: { kind, name? }`) what
 * they belong to, sorted by path. A page without it, or with one that cannot be
 * read, is a page like any other.
 */
export function readRunbooks(files: FileSet): Runbook[] {
  const directory = docsDirectory(files);
  if (directory === undefined) {
    return [];
  }
  const root = [directory, docsDir(files, directory), '']
    .filter((part, index) => part !== '' || index === 2)
    .join('/');
  return [...files.keys()]
    .filter(path => path.startsWith(root) && path.endsWith('.md'))
    .sort()
    .map(path => readRunbook(files.get(path) ?? '', pageOf(path, root)))
    .filter((runbook): runbook is Runbook => runbook !== undefined);
}

/** The runbook of one thing: its own, else the one for all of its kind. */
export function findRunbook(
  runbooks: readonly Runbook[],
  thing: { kind: Runbook['kind']; name: string },
): Runbook | undefined {
  const ofKind = runbooks.filter(({ kind }) => kind === thing.kind);
  return (
    ofKind.find(({ name }) => name === thing.name) ??
    ofKind.find(({ name }) => name === undefined)
  );
}

function docsDir(files: FileSet, directory: string): string {
  const prefix = directory ? `${directory}/` : '';
  const text =
    files.get(`${prefix}mkdocs.yml`) ?? files.get(`${prefix}mkdocs.yaml`);
  // Most do not name one, and a reader of YAML takes milliseconds for each file.
  const named = hasField(text, 'docs_dir') && readYaml(text)?.docs_dir;
  return typeof named === 'string' ? named.replace(/^\.\/|\/$/g, '') : 'docs';
}

function readRunbook(text: string, page: string): Runbook | undefined {
  const [, matter] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) ?? [];
  const about = hasField(matter, 'homestage')
    ? readYaml(matter)?.homestage
    : undefined;
  if (!isRecord(about) || !KINDS.includes(String(about.kind))) {
    return undefined;
  }
  return {
    kind: about.kind as Runbook['kind'],
    name: typeof about.name === 'string' ? about.name : undefined,
    page,
  };
}

/** MkDocs gives every page a directory of its own; `index.md` is its directory. */
function pageOf(path: string, root: string): string {
  const page = path
    .slice(root.length)
    .replace(/\.md$/, '')
    .replace(/(^|\/)(index|README)$/, '');
  return page ? `/${page}/` : '/';
}

/** Whether the text may have the field, however it is written. */
function hasField(text: string | undefined, name: string): text is string {
  return text !== undefined && text.includes(name);
}

function readYaml(text: string): Record<string, unknown> | undefined {
  try {
    // mkdocs.yml may hold Python tags, which are of no interest here.
    const value: unknown = parse(text, { logLevel: 'silent' });
    return isRecord(value) ? value : undefined;
  } catch {
    // Whoever builds the site is told by mkdocs; a page costs no entity.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { InputError } from '@backstage/errors';
import { gitBlobHash } from '@homestage/backstage-plugin-gitops-node';
import type { FileSet } from '@homestage/gitops-tree';
import { rerenderLab, type Rerender } from '@homestage/labctl';
import { applyEdits, type TreeEdit } from '../plan/TreeEdit';
import type { WishTree, WrittenFile } from './Wish';

const LOCK = '.labctl.lock';

/** What changed inputs make of a tree that is rendered from them. */
export interface CarriedRender {
  readonly files: readonly WrittenFile[];
  readonly removals: readonly string[];
  /** For the pull request: what was rendered, or why it was not. */
  readonly note: string;
}

/** The folder of the inputs that this tree is rendered from; undefined when it is rendered from none. */
export function renderedFolder({ index }: WishTree): string | undefined {
  const [lock] = [...index.files.keys()]
    .filter(path => path === LOCK || path.endsWith(`/${LOCK}`))
    .sort((a, b) => a.length - b.length);
  return lock?.slice(0, -LOCK.length);
}

/** The new text of every file that the edits touch. */
export function editedTexts(
  edits: readonly TreeEdit[],
  files: FileSet,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const edit of edits) {
    const text = texts.get(edit.file) ?? files.get(edit.file) ?? '';
    const result = applyEdits(text, [edit]);
    if (!result.ok) {
      throw new InputError(
        `repository: ${edit.file} was left as it is: ${result.reason}.`,
      );
    }
    texts.set(edit.file, result.text);
  }
  return texts;
}

/**
 * Renders a tree again whose inputs change: the pull request then carries what
 * the inputs stand for. Where that cannot be told, it carries the inputs alone,
 * and says so.
 *
 * @param changed - new texts of the inputs, by path
 * @param fieldOf - the field of the form that a mistake of the inputs is about
 */
export function carryRender(
  changed: ReadonlyMap<string, string>,
  tree: WishTree,
  fieldOf: (mistake: string) => string,
): CarriedRender {
  const folder = renderedFolder(tree) ?? '';
  const before = below(folder, tree.index.files);
  const after = new Map([...before, ...below(folder, changed)]);
  const result = rerenderLab({ before, after, idOf: gitBlobHash });
  if (!result.ok) {
    return { files: [], removals: [], note: whyNot(result, fieldOf) };
  }
  const { writes, removals, kept, leftovers } = result;
  return {
    files: [...writes].map(([path, text]) => ({
      file: `${folder}${path}`,
      text,
    })),
    removals: removals.map(path => `${folder}${path}`),
    note: [
      `This tree is rendered from its inputs: they are changed, and the files that are made of them are rendered again in this pull request (${writes.size} written, ${removals.length} removed), as \`infra render\` would.`,
      ...(kept.length > 0
        ? [`Edits by hand are kept in ${someOf(kept)}.`]
        : []),
      ...(leftovers.length > 0
        ? [
            `No longer rendered, but edited by hand, so they stay: ${quoted(
              leftovers,
            )}.`,
          ]
        : []),
    ].join(' '),
  };
}

/**
 * Line edits on top of a render: those that it makes by itself are left out, the
 * others are made in its files, so that each file is written once.
 */
export function withLineEdits(
  { files }: Pick<CarriedRender, 'files'>,
  edits: readonly TreeEdit[],
): { readonly edits: TreeEdit[]; readonly files: WrittenFile[] } {
  const rendered = new Map(files.map(({ file, text }) => [file, text]));
  const inRender = edits.filter(({ file }) => rendered.has(file));
  const texts = new Map([...rendered, ...editedTexts(inRender, rendered)]);
  return {
    edits: edits.filter(({ file }) => !rendered.has(file)),
    files: [...texts].map(([file, text]) => ({ file, text })),
  };
}

function below(
  folder: string,
  files: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    [...files].flatMap(([path, text]) =>
      path.startsWith(folder) ? [[path.slice(folder.length), text]] : [],
    ),
  );
}

function quoted(paths: readonly string[]): string {
  return paths.map(path => `\`${path}\``).join(', ');
}

/** Enough to see that all is as it was; nobody has to do anything about them. */
const MOST_NAMED = 3;

function someOf(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  const named = quoted(paths.slice(0, MOST_NAMED));
  return more > 0 ? `${named} and ${more} more` : named;
}

const RENDER_YOURSELF =
  'Run `infra render` on this branch before the merge, and commit what it writes.';

function whyNot(
  { reason, details }: Extract<Rerender, { ok: false }>,
  fieldOf: (mistake: string) => string,
): string {
  switch (reason) {
    case 'mistakes': {
      const [first = 'the inputs cannot be rendered'] = details;
      throw new InputError(`${fieldOf(first)}: ${details.join(' ') || first}`);
    }
    case 'conflicts':
      return `**Only the inputs are changed**: edits by hand stand in the way of rendering again (${details.join(
        ' ',
      )}) ${RENDER_YOURSELF}`;
    case 'behind':
      return `**Only the inputs are changed**: this tree is not what its inputs and templates give already (files that differ: ${details.length}, such as \`${details[0]}\`), so a render would bring more than this change. ${RENDER_YOURSELF}`;
    default:
      return `**Only the inputs are changed**: the templates that this tree is rendered from are not in this repository. ${RENDER_YOURSELF}`;
  }
}

import { ConflictError } from '@backstage/errors';
import type { ProposedFile } from '@homestage/backstage-plugin-gitops-node';
import type { FileSet } from '@homestage/gitops-tree';
import type { EditRecord } from '../workspace/editRecord';
import { applyEdits } from './TreeEdit';

/** What a change is planned from. */
export interface PlanFilesInput {
  /** Files of the workspace by path. */
  readonly workspace: ReadonlyMap<string, string>;
  readonly record: EditRecord;
  /** The tree that the workspace was made from; unset when it is no longer kept. */
  readonly pinned?: { readonly commit: string; readonly files: FileSet };
  readonly newest: { readonly commit: string; readonly files: FileSet };
}

/**
 * The workspace as changes of the newest tree. Edits are made again on the
 * newest text; whole files are taken as they are when the tree still holds what
 * they were made from. Throws ConflictError, naming the file, where it does not.
 */
export function planFiles(input: PlanFilesInput): ProposedFile[] {
  const { workspace, record, newest } = input;
  const written = [...workspace].map(([path, text]): ProposedFile => {
    const before = newest.files.get(path);
    return { path, before, after: textOnNewest(path, text, input) };
  });
  const removed = record.removals
    // What a later step wrote anew stays.
    .filter(path => !workspace.has(path))
    .map(path => removedFile(path, input));
  return [...written, ...removed].filter(
    ({ before, after }) => before !== after,
  );
}

/** A file that changed since somebody decided that it goes is looked at again first. */
function removedFile(
  path: string,
  { pinned, newest }: PlanFilesInput,
): ProposedFile {
  const before = newest.files.get(path);
  if (before !== undefined && before !== (pinned ?? newest).files.get(path)) {
    throw moved(path, newest.commit, before);
  }
  return { path, before, after: undefined };
}

function textOnNewest(
  path: string,
  text: string,
  { record, pinned, newest }: PlanFilesInput,
): string {
  const now = newest.files.get(path);
  if (now === (pinned ?? newest).files.get(path)) {
    return text;
  }
  const own = record.edits.filter(({ edit }) => edit.file === path);
  const isOnlyEdited = own.at(-1)?.result === text;
  if (now === undefined || !isOnlyEdited) {
    throw moved(path, newest.commit, now);
  }
  const again = applyEdits(
    now,
    own.map(({ edit }) => edit),
  );
  if (!again.ok) {
    throw new ConflictError(
      `${path} has changed on the branch (commit ${newest.commit.slice(
        0,
        8,
      )}), and the edit does not fit any more: ${
        again.reason
      }. Start the template again.`,
    );
  }
  return again.text;
}

function moved(
  path: string,
  commit: string,
  now: string | undefined,
): ConflictError {
  const what = now === undefined ? 'was removed from' : 'has changed on';
  return new ConflictError(
    `${path} ${what} the branch since this change was made (commit ${commit.slice(
      0,
      8,
    )}). Start the template again: it begins with what is there now.`,
  );
}

import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  RepoStore,
  RepoTree,
} from '@homestage/backstage-plugin-gitops-node';
import { applyEdit, type TreeEdit } from '../plan/TreeEdit';
import { appendEditRecord, type RecordedEdit } from '../workspace/editRecord';
import {
  readWorkspaceFiles,
  removeWorkspaceFiles,
  writeWorkspaceFile,
} from '../workspace/workspaceFiles';
import { currentTree } from './currentTree';
import { treeInput } from './treeInput';
import { examples } from './edit.examples';

/**
 * Edits files of the tree in place and puts them into the workspace. Each edit
 * changes the intended lines and nothing else, or the step fails with the
 * reason.
 */
export function createEditAction(options: { repoStore: RepoStore }) {
  return createTemplateAction({
    id: 'homestage:gitops:edit',
    description:
      'Edits files of the GitOps tree by splice (comments, order and quoting stay) and puts them into the workspace',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...treeInput,
        edits: z =>
          z
            .array(
              z
                .object({
                  file: z.string().describe('Path in the tree'),
                  path: z
                    .array(z.union([z.string(), z.number()]))
                    .describe('Keys and list positions, such as [resources]'),
                  document: z.number().int().min(0).optional(),
                  insert: z
                    .union([z.string(), z.record(z.unknown())])
                    .optional()
                    .describe(
                      'Item to insert into the list, in its place; a map goes to its end',
                    ),
                  remove: z
                    .string()
                    .optional()
                    .describe('Item to remove from the list'),
                  set: z
                    .union([z.string(), z.number(), z.boolean(), z.null()])
                    .optional()
                    .describe('Value to set at the path'),
                  add: z
                    .object({ key: z.string(), value: z.unknown() })
                    .optional()
                    .describe('Entry to add to the map at the path'),
                  unset: z
                    .literal(true)
                    .optional()
                    .describe('Takes the entry at the path out of its map'),
                })
                .describe('Exactly one of insert, remove, set, add and unset'),
            )
            .default([])
            .describe('Made in this order'),
        removals: z =>
          z
            .array(z.string())
            .default([])
            .describe('Files of the tree that go, by their path'),
        files: z =>
          z
            .array(
              z.object({
                file: z.string().describe('Path in the tree'),
                text: z.string(),
              }),
            )
            .default([])
            .describe(
              'Files that are written whole, such as those a render gives; one that has changed since makes the step start again',
            ),
      },
      output: {
        files: z =>
          z
            .array(z.string())
            .describe('Files that were edited, removed or written'),
      },
    },
    async handler(ctx) {
      const { repository, tree } = await currentTree(
        options.repoStore,
        ctx.input.repository,
      );
      const base = pinnedTree(options.repoStore, {
        name: repository.name,
        commit: ctx.input.commit,
        newest: tree,
      });
      const texts = await readWorkspaceFiles(ctx.workspacePath);
      const edits: RecordedEdit[] = [];
      // The schema's defaults are applied by zod, not by the JSON schema check.
      for (const input of ctx.input.edits ?? []) {
        const edit = toEdit(input);
        const result = editFile(edit, texts.get(edit.file), base);
        texts.set(edit.file, result);
        edits.push({ edit, result });
        await writeWorkspaceFile(ctx.workspacePath, edit.file, result);
        ctx.logger.info(`Edited ${edit.file}`);
      }
      const removals = ctx.input.removals ?? [];
      assertRemovable(removals, base);
      // Earlier edits of them are void; what a later step writes anew counts.
      await removeWorkspaceFiles(ctx.workspacePath, removals);
      const files = ctx.input.files ?? [];
      for (const { file, text } of files) {
        await writeWorkspaceFile(ctx.workspacePath, file, text);
      }
      await appendEditRecord(ctx.workspacePath, { edits, removals });
      ctx.output('files', [
        ...new Set([
          ...edits.map(({ edit }) => edit.file),
          ...removals,
          ...files.map(({ file }) => file),
        ]),
      ]);
    },
  });
}

function pinnedTree(
  repoStore: RepoStore,
  options: { name: string; commit?: string; newest: RepoTree },
): RepoTree {
  const { name, commit, newest } = options;
  const tree = commit ? repoStore.treeAt(name, commit) : newest;
  if (!tree) {
    throw new InputError(
      `commit: ${commit} of '${name}' is no longer at hand. Start the template again: it begins with the newest commit.`,
    );
  }
  return tree;
}

function editFile(
  edit: TreeEdit,
  inWorkspace: string | undefined,
  base: RepoTree,
): string {
  const text = inWorkspace ?? base.files.get(edit.file);
  if (text === undefined) {
    throw new InputError(
      `edits: the tree has no file ${edit.file} at ${base.commit.slice(0, 8)}.`,
    );
  }
  const result = applyEdit(text, edit);
  if (!result.ok) {
    throw new InputError(
      `edits: ${edit.file} was left as it is: ${result.reason}`,
    );
  }
  return result.text;
}

function assertRemovable(paths: readonly string[], base: RepoTree): void {
  const missing = paths.find(path => !base.files.has(path));
  if (missing !== undefined) {
    throw new InputError(
      `removals: the tree has no file ${missing} at ${base.commit.slice(
        0,
        8,
      )}.`,
    );
  }
}

const OPERATIONS = ['insert', 'remove', 'set', 'add', 'unset'] as const;

function toEdit(
  input: Pick<TreeEdit, 'file' | 'path' | 'document'> &
    Partial<Record<(typeof OPERATIONS)[number], unknown>>,
): TreeEdit {
  const given = OPERATIONS.filter(name => input[name] !== undefined);
  if (given.length !== 1) {
    throw new InputError(
      `edits: the edit of ${input.file} needs exactly one of insert, remove, set, add and unset.`,
    );
  }
  const { file, path, document } = input;
  const [operation] = given;
  return {
    file,
    path,
    document,
    [operation]: input[operation],
  } as TreeEdit;
}

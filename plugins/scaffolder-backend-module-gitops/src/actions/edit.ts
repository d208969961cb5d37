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
                    .string()
                    .optional()
                    .describe('Item to insert into the list, in its place'),
                  remove: z
                    .string()
                    .optional()
                    .describe('Item to remove from the list'),
                  set: z
                    .union([z.string(), z.number(), z.boolean(), z.null()])
                    .optional()
                    .describe('Value to set at the path'),
                })
                .describe('Exactly one of insert, remove and set'),
            )
            .describe('Made in this order'),
      },
      output: {
        files: z => z.array(z.string()).describe('Files that were edited'),
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
      const record: RecordedEdit[] = [];
      for (const input of ctx.input.edits) {
        const edit = toEdit(input);
        const result = editFile(edit, texts.get(edit.file), base);
        texts.set(edit.file, result);
        record.push({ edit, result });
        await writeWorkspaceFile(ctx.workspacePath, edit.file, result);
        ctx.logger.info(`Edited ${edit.file}`);
      }
      await appendEditRecord(ctx.workspacePath, record);
      ctx.output('files', [...new Set(record.map(({ edit }) => edit.file))]);
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

function toEdit(input: {
  file: string;
  path: (string | number)[];
  document?: number;
  insert?: string;
  remove?: string;
  set?: string | number | boolean | null;
}): TreeEdit {
  const { insert, remove, set, ...place } = input;
  const given = [insert, remove, set].filter(value => value !== undefined);
  if (given.length !== 1) {
    throw new InputError(
      `edits: the edit of ${place.file} needs exactly one of insert, remove and set.`,
    );
  }
  if (insert !== undefined) {
    return { ...place, insert };
  }
  return remove !== undefined
    ? { ...place, remove }
    : { ...place, set: set ?? null };
}

import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import type { TreeEdit } from '../plan/TreeEdit';

/** Ours in every workspace; never part of a change. */
export const RECORD_DIRECTORY = '.homestage';
const RECORD_FILE = `${RECORD_DIRECTORY}/edits.json`;

const place = {
  file: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
  document: z.number().optional(),
};

const editsSchema = z.array(
  z.object({
    edit: z.union([
      z.strictObject({
        ...place,
        insert: z.union([z.string(), z.record(z.string(), z.unknown())]),
      }),
      z.strictObject({ ...place, remove: z.string() }),
      z.strictObject({
        ...place,
        set: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      }),
      z.strictObject({
        ...place,
        add: z.object({ key: z.string(), value: z.unknown() }),
      }),
      z.strictObject({ ...place, unset: z.literal(true) }),
    ]),
    /** Text of the file afterwards: tells whether it was changed by other means since. */
    result: z.string(),
  }),
);

const recordSchema = z.object({
  edits: editsSchema,
  /** Files of the tree that go. */
  removals: z.array(z.string()),
});

/** An edit that was made in the workspace, so that it can be made again on a newer tree. */
export interface RecordedEdit {
  readonly edit: TreeEdit;
  readonly result: string;
}

/** What was done to files of the tree in this workspace. */
export interface EditRecord {
  /** Oldest first. */
  readonly edits: readonly RecordedEdit[];
  readonly removals: readonly string[];
}

/** What was done in this workspace so far. */
export async function readEditRecord(
  workspacePath: string,
): Promise<EditRecord> {
  const file = resolveSafeChildPath(workspacePath, RECORD_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { edits: [], removals: [] };
    }
    throw error;
  }
  return recordSchema.parse(JSON.parse(text));
}

/** Adds to the record. */
export async function appendEditRecord(
  workspacePath: string,
  added: EditRecord,
): Promise<void> {
  const file = resolveSafeChildPath(workspacePath, RECORD_FILE);
  const before = await readEditRecord(workspacePath);
  const record: EditRecord = {
    edits: [...before.edits, ...added.edits],
    removals: [...before.removals, ...added.removals],
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(record));
}

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

const recordSchema = z.array(
  z.object({
    edit: z.union([
      z.strictObject({ ...place, insert: z.string() }),
      z.strictObject({ ...place, remove: z.string() }),
      z.strictObject({
        ...place,
        set: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      }),
    ]),
    /** Text of the file afterwards: tells whether it was changed by other means since. */
    result: z.string(),
  }),
);

/** An edit that was made in the workspace, so that it can be made again on a newer tree. */
export interface RecordedEdit {
  readonly edit: TreeEdit;
  readonly result: string;
}

/** The edits made in this workspace, oldest first. */
export async function readEditRecord(
  workspacePath: string,
): Promise<readonly RecordedEdit[]> {
  const file = resolveSafeChildPath(workspacePath, RECORD_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
  return recordSchema.parse(JSON.parse(text));
}

/** Adds edits to the record. */
export async function appendEditRecord(
  workspacePath: string,
  edits: readonly RecordedEdit[],
): Promise<void> {
  const file = resolveSafeChildPath(workspacePath, RECORD_FILE);
  const record = [...(await readEditRecord(workspacePath)), ...edits];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(record));
}

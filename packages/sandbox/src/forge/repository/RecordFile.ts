import { readFile, rename, writeFile } from 'node:fs/promises';
import type { RepositoryRecords } from './records';

/**
 * Keeps a repository's records in one JSON file. A write replaces the whole
 * file by a rename, so that an interrupted one leaves the former content.
 */
export class RecordFile {
  readonly #file: string;
  readonly records: RepositoryRecords;

  private constructor(file: string, records: RepositoryRecords) {
    this.#file = file;
    this.records = records;
  }

  static async open(file: string, now: string): Promise<RecordFile> {
    return new RecordFile(file, {
      ...emptyRecords(now),
      ...(await load(file)),
    });
  }

  async save(): Promise<void> {
    const next = `${this.#file}.next`;
    await writeFile(next, JSON.stringify(this.records));
    await rename(next, this.#file);
  }
}

function emptyRecords(now: string): RepositoryRecords {
  return {
    nextNumber: 1,
    nextId: 1,
    createdAt: now,
    pulls: [],
    comments: [],
    statuses: [],
  };
}

async function load(file: string): Promise<Partial<RepositoryRecords>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return {};
    }
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(
      `The forge cannot read its records in ${file}; delete the forge's state directory to start afresh`,
      { cause },
    );
  }
}

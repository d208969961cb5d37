import { listScalars, type FileSet, type Place } from '@homestage/gitops-tree';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** An object as its file has it, before anything is substituted or patched. */
export interface WrittenObject {
  readonly file: string;
  /** 0-based. */
  readonly document: number;
  readonly object: Record<string, unknown>;
}

const recordSchema = z.record(z.string(), z.unknown());

/** The document that stands at a place of the tree. */
export function writtenAt(place: Place, files: FileSet): WrittenObject {
  const text = files.get(place.file) ?? '';
  const first = listScalars(text).find(({ line }) => line >= place.line);
  const document = first?.document ?? 0;
  const parsed = [...parseAllDocuments(text, { logLevel: 'silent' })][document];
  const read = recordSchema.safeParse(parsed?.toJS());
  return {
    file: place.file,
    document,
    object: read.success ? read.data : {},
  };
}

/** A map inside of a value; empty when there is none. */
export function mapAt(
  value: unknown,
  ...path: readonly string[]
): Record<string, unknown> {
  const inner = path.reduce<unknown>(
    (outer, key) => (recordSchema.safeParse(outer).data ?? {})[key],
    value,
  );
  return recordSchema.safeParse(inner).data ?? {};
}

/** Whether values of a file may be edited: one that SOPS has signed may not, not even in what it leaves readable. */
export function isPlainYaml(file: string): boolean {
  return /\.ya?ml$/.test(file) && !/\.sops\./.test(file);
}

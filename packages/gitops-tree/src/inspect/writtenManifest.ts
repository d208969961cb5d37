import type { ParsedFiles } from '../read/ParsedFiles';
import type { TreeObject } from '../types';
import { isRecord } from '../read/isRecord';

/**
 * The object as it stands in its file, before any transformer: what the owner
 * wrote and what a parent filled in must not be confused. Undefined when the
 * object was generated.
 */
export function writtenManifest(
  files: ParsedFiles,
  object: TreeObject,
): Record<string, unknown> | undefined {
  const documents = files.parse(object.file)?.documents ?? [];
  const value = documents.find(({ line }) => line === object.line)?.value;
  return isRecord(value) ? value : undefined;
}

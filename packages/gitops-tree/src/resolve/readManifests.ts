import { isRecord } from '../read/isRecord';
import type { ParsedDocument, ParsedFile } from '../read/parseFile';
import { textField } from '../read/textField';
import type { Manifest } from '../types';

/** A Kubernetes object as it stands in a file. */
export interface WrittenManifest {
  readonly file: string;
  readonly document: ParsedDocument;
  readonly manifest: Manifest;
}

/** The documents of a file that are Kubernetes objects. */
export function readManifests(
  file: string,
  parsed: ParsedFile,
): WrittenManifest[] {
  return parsed.documents.flatMap(document => {
    const { value } = document;
    return isManifest(value) ? [{ file, document, manifest: value }] : [];
  });
}

function isManifest(value: unknown): value is Manifest {
  return (
    isRecord(value) &&
    textField(value, 'apiVersion') !== undefined &&
    textField(value, 'kind') !== undefined &&
    textField(value, 'metadata', 'name') !== undefined
  );
}

import { parseDocument } from 'yaml';
import type { TreeObject } from '@homestage/gitops-tree';
import { mapAt } from './written';

/** The line that parts two documents. */
const MARKER = /^---[ \t]*(?:#.*)?\r?\n/m;

/** One document of a file. */
export interface FileDocument {
  /** With its comments, without the line above it that parts it from others. */
  readonly text: string;
  readonly kind: string;
  readonly name: string;
}

/** The documents of a file, in their order; those without an object are left out. */
export function documentsOf(text: string): FileDocument[] {
  return text.split(MARKER).flatMap(piece => {
    const value: unknown = parseDocument(piece, { logLevel: 'silent' }).toJS();
    const { kind } = mapAt({ value }, 'value');
    const { name } = mapAt(value, 'metadata');
    return typeof kind === 'string' && typeof name === 'string'
      ? [{ text: piece, kind, name }]
      : [];
  });
}

/** The document of an object, as its file has it; undefined when its file calls it otherwise. */
export function documentOf(
  { kind, name }: Pick<TreeObject, 'kind' | 'name'>,
  text: string,
): FileDocument | undefined {
  return documentsOf(text).find(
    each => each.kind === kind && each.name === name,
  );
}

/** Documents as one file; the first begins as files of the tree do. */
export function fileOf(
  texts: readonly string[],
  { hasDocumentStart }: { readonly hasDocumentStart: boolean },
): string {
  const files = texts.map(text => `${text.trimEnd()}\n`);
  return `${hasDocumentStart ? '---\n' : ''}${files.join('---\n')}`;
}

import { parseAllDocuments } from 'yaml';
import type { Document, ParsedNode } from 'yaml';
import { parseFile } from '../read/parseFile';
import type { EditTarget } from '../types';

/** A file opened for one edit. */
export interface OpenedDocument {
  readonly text: string;
  readonly document: Document.Parsed;
  /** 0-based. */
  readonly position: number;
  /** Values of all documents, as they stand. */
  readonly values: readonly unknown[];
  readonly lineBreak: '\n' | '\r\n';
}

/** The document an edit is about, or why there is none. */
export type Opening =
  | { readonly ok: true; readonly opened: OpenedDocument }
  | { readonly ok: false; readonly reason: string };

/** Parses a file for an edit; refuses what {@link parseFile} cannot read. */
export function openDocument(text: string, target: EditTarget): Opening {
  const { problem } = parseFile('', text);
  if (problem) {
    return {
      ok: false,
      reason: `line ${problem.line}, column ${problem.column}: ${problem.message}`,
    };
  }
  const documents = parseForEdit(text);
  const position = target.document ?? firstWithContent(documents);
  const document = documents[position];
  if (!document) {
    return { ok: false, reason: `the file has no document ${position + 1}` };
  }
  return {
    ok: true,
    opened: {
      text,
      document,
      position,
      values: documents.map(valueOf),
      lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
    },
  };
}

/** Documents with node ranges. Throws only for what {@link parseFile} has refused. */
export function parseForEdit(text: string): Document.Parsed<ParsedNode>[] {
  const documents = parseAllDocuments(text, {
    merge: true,
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: true,
    uniqueKeys: false,
  });
  return Array.isArray(documents) ? documents : [];
}

/** A document's value as JSON. */
export function valueOf(document: Document.Parsed): unknown {
  return document.toJS({ maxAliasCount: 1000 }) ?? null;
}

function firstWithContent(documents: readonly Document.Parsed[]): number {
  const index = documents.findIndex(document => document.contents !== null);
  return Math.max(index, 0);
}

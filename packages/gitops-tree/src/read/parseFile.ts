import { LineCounter, parseAllDocuments } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import type { Finding } from '../types';
import { findDuplicateKey } from './findDuplicateKey';
import { KUBERNETES_TAGS } from './KUBERNETES_TAGS';

/** One YAML document of a file. */
export interface ParsedDocument {
  readonly value: unknown;
  /** 1-based line where its content begins. */
  readonly line: number;
  readonly column: number;
  /** 0-based place among the file's documents. */
  readonly position: number;
}

/** What one file holds: its documents, or why it cannot be read. */
export interface ParsedFile {
  readonly documents: readonly ParsedDocument[];
  /** At most one: the first fault costs the whole file, as it does in kustomize. */
  readonly problem?: Finding;
}

/**
 * How YAML is read, by everything that reads it: `<<` merges as Kubernetes'
 * tools do, and a bound on aliases so that a few lines cannot grow into
 * gigabytes.
 */
const MAX_ALIASES = 1000;

/** Time to compose chains of compact `- - -` and `? ? ?` grows beyond all bounds with their depth. */
const TOO_DEEP = /(?:[-?][ \t]+){64}|(?:\?\s+){64}/;

/** Nothing that people write by hand is longer; generated bundles of CRDs reach about 3 MB. */
const MAX_CHARACTERS = 8_000_000;

/**
 * Reads a YAML file. Never throws: whatever is wrong is the file's `problem`,
 * with line and column.
 */
export function parseFile(file: string, text: string): ParsedFile {
  const fail = (message: string, offset = 0): ParsedFile => ({
    documents: [],
    problem: unreadable({ file, text, offset }, message),
  });
  if (text.length > MAX_CHARACTERS) {
    return fail(`the file is longer than ${MAX_CHARACTERS} characters`);
  }
  if (text.includes('\0')) {
    return fail('the file is not text', text.indexOf('\0'));
  }
  if (TOO_DEEP.test(text)) {
    return fail('the file is nested too deeply');
  }
  try {
    return readDocuments(file, text);
  } catch (error) {
    // The YAML library throws for alias bombs and runs out of stack on odd nesting.
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function readDocuments(file: string, text: string): ParsedFile {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    merge: true,
    customTags: KUBERNETES_TAGS,
    prettyErrors: false,
    logLevel: 'silent',
    stringKeys: true,
    // The library compares each key with every other one: see findDuplicateKey.
    uniqueKeys: false,
  });
  const documents: ParsedDocument[] = [];
  let position = -1;
  for (const document of Array.isArray(parsed) ? parsed : []) {
    position += 1;
    const error = document.errors[0];
    if (error) {
      return { documents: [], problem: yamlProblem(file, text, error) };
    }
    const duplicate = findDuplicateKey(document);
    if (duplicate) {
      return {
        documents: [],
        problem: unreadable(
          { file, text, offset: duplicate.offset },
          `the key "${duplicate.key}" stands twice in one mapping`,
        ),
      };
    }
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (value !== null && value !== undefined) {
      documents.push({ value, position, ...beginOf(document, lines) });
    }
  }
  return { documents };
}

function beginOf(document: Document.Parsed, lines: LineCounter) {
  const offset = document.contents?.range[0] ?? document.range[0];
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function yamlProblem(file: string, text: string, error: YAMLError): Finding {
  return unreadable({ file, text, offset: error.pos[0] }, error.message);
}

function unreadable(
  at: { file: string; text: string; offset: number },
  message: string,
): Finding {
  const before = at.text.slice(0, at.offset);
  return {
    rule: 'unreadable-file',
    severity: 'error',
    file: at.file,
    line: before.split('\n').length,
    column: at.offset - before.lastIndexOf('\n'),
    message: `The file cannot be read as YAML: ${firstLine(message)}`,
    mend: 'Correct the YAML at this place.',
  };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0];
}

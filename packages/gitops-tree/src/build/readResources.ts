import { cloneJson } from '../read/cloneJson';
import { isRecord } from '../read/isRecord';
import type { ParsedDocument, ParsedFile } from '../read/parseFile';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import { BuildError } from './BuildError';
import type { KustomizeResource, MutableManifest } from './KustomizeResource';

/** The resources of one file, fresh copies. `List`s are taken apart. @throws BuildError */
export function readResources(
  files: ParsedFiles,
  path: string,
): KustomizeResource[] {
  const parsed = files.parse(path);
  if (!parsed) {
    throw new BuildError(
      'missing-resource',
      `the file ${path} does not exist`,
      { file: path },
    );
  }
  return resourcesOf(path, parsed);
}

/** The resources of what was read from a path or an address. @throws BuildError */
export function resourcesOf(
  path: string,
  parsed: ParsedFile,
): KustomizeResource[] {
  if (parsed.problem) {
    const { line, column, message } = parsed.problem;
    throw new BuildError(
      'unreadable-file',
      `${path}:${line}:${column}: ${message}`,
      {
        file: path,
        line,
        column,
      },
    );
  }
  return parsed.documents.flatMap(document =>
    manifestsOf(path, document, document.value).map(manifest =>
      toResource(path, document, manifest),
    ),
  );
}

function manifestsOf(
  path: string,
  document: ParsedDocument,
  value: unknown,
): MutableManifest[] {
  const fail = (message: string) =>
    new BuildError('invalid-object', `${path}:${document.line}: ${message}`, {
      file: path,
      line: document.line,
    });
  if (!isRecord(value)) {
    throw fail('the document is not an object');
  }
  if (typeof value.kind !== 'string' || value.kind === '') {
    throw fail('the object has no kind');
  }
  if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    return value.items.flatMap(item => manifestsOf(path, document, item));
  }
  if (typeof value.apiVersion !== 'string') {
    throw fail(`the ${value.kind} has no apiVersion`);
  }
  if (!textField(value, 'metadata', 'name')) {
    throw fail(`the ${value.kind} has no metadata.name`);
  }
  return [cloneJson(value) as MutableManifest];
}

function toResource(
  file: string,
  document: ParsedDocument,
  manifest: MutableManifest,
): KustomizeResource {
  return {
    manifest,
    file,
    line: document.line,
    column: document.column,
    previous: [],
    patchedBy: new Set(),
    isPatchedBySpec: false,
    needsHash: false,
  };
}

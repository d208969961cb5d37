import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** The scaffolder takes 10 MB of base64; a template is far below. */
const MAX_FILES = 500;
const MAX_TOTAL_BYTES = 5 * 1024 * 1024;

/** A file of a template as the scaffolder's dry run takes it. */
export interface TemplateFile {
  readonly path: string;
  readonly base64Content: string;
}

/**
 * Reads the files of a template from where the catalog found it, as the
 * scaffolder does when it runs it. Throws InputError when the template has no
 * place to read from, or is too large.
 */
export async function readTemplateFiles(
  template: Entity,
  options: { readonly reader: UrlReaderService },
): Promise<TemplateFile[]> {
  const annotations = template.metadata.annotations ?? {};
  const location =
    annotations[ANNOTATION_SOURCE_LOCATION] ?? annotations[ANNOTATION_LOCATION];
  const { type, target } = parseLocationRef(location ?? 'none:none');
  if (type === 'file') {
    return readDirectory(dirname(target));
  }
  if (type === 'url') {
    return readUrl(target, options.reader);
  }
  throw new InputError(
    `Template '${
      template.metadata.name
    }' does not say where its files are; it was found at '${
      location ?? 'nowhere'
    }'.`,
  );
}

async function readDirectory(directory: string): Promise<TemplateFile[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(paths.map(path => stat(path)));
  assertBounds(
    paths.length,
    sizes.reduce((sum, { size }) => sum + size, 0),
  );
  return Promise.all(
    paths.map(async path => ({
      path: relative(directory, path).split(sep).join('/'),
      base64Content: await readFile(path, 'base64'),
    })),
  );
}

async function readUrl(
  target: string,
  reader: UrlReaderService,
): Promise<TemplateFile[]> {
  const response = await reader.readTree(new URL('.', target).toString());
  const files = await response.files();
  const contents = await Promise.all(files.map(file => file.content()));
  assertBounds(
    files.length,
    contents.reduce((sum, { length }) => sum + length, 0),
  );
  return files.map(({ path }, at) => ({
    path,
    base64Content: contents[at].toString('base64'),
  }));
}

function assertBounds(count: number, bytes: number): void {
  if (count > MAX_FILES || bytes > MAX_TOTAL_BYTES) {
    throw new InputError(
      `The template has ${count} files with ${bytes} bytes; for a preview it has at most ${MAX_FILES} files with ${MAX_TOTAL_BYTES} bytes.`,
    );
  }
}

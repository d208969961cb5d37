import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRunbook } from '../parseRunbook';

const DOCS = join(__dirname, '../../../../../infra/docs');

/** Pages below the docs directory that are no runbooks. */
export const OTHER_PAGES = ['index.md', 'runbooks/index.md'];

/** A page of the docs, as text. */
export function readPage(path: string): string {
  return readFileSync(join(DOCS, path), 'utf8');
}

/** Every runbook of the reference lab, read. */
export function readRunbookPages() {
  return readdirSync(join(DOCS, 'runbooks'))
    .map(name => `runbooks/${name}`)
    .filter(path => !OTHER_PAGES.includes(path))
    .sort()
    .map(path => ({ path, ...parseRunbook(path, readPage(path)) }));
}

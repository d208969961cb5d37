import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rendered texts that may not be in Git yet; ignored by Git. */
const STORE = '.labctl/objects';

/** The id that Git gives a text: SHA-1 of its blob. */
export function blobId(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

/**
 * The text that was rendered last, by its id: from the folder's own store, else from
 * Git, where it is when the render was committed as it was.
 */
export function baseText(folder: string, id: string): string | undefined {
  const stored = join(folder, STORE, id);
  if (existsSync(stored)) {
    const text = readFileSync(stored, 'utf8');
    return blobId(text) === id ? text : undefined;
  }
  const { status, stdout } = spawnSync('git', ['cat-file', 'blob', id], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : undefined;
}

/** Keeps texts for the merge of a later render. */
export function keepBaseTexts(folder: string, texts: Iterable<string>): void {
  const store = join(folder, STORE);
  mkdirSync(store, { recursive: true });
  for (const text of texts) {
    const file = join(store, blobId(text));
    if (!existsSync(file)) {
      writeFileSync(file, text);
    }
  }
}

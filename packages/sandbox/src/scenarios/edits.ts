import { LabRepository } from './LabRepository';

/** A change of one place of one file. @public */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

const count = (text: string, part: string) => text.split(part).length - 1;

/** The whole value keeps its line ends: YAML's block texts end with one. */
function replaceOnce(text: string, find: string, replace: string): string {
  const at = text.indexOf(find);
  return text.slice(0, at) + replace + text.slice(at + find.length);
}

/**
 * The files after the edits.
 *
 * @throws Error when a file does not exist or does not hold its text exactly once
 * @public
 */
export async function applyEdits(
  repository: LabRepository,
  edits: readonly Edit[],
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = files.get(file) ?? (await repository.read(file));
    if (text === undefined) {
      throw new Error(
        `The scenario changes ${file}, and the tree has no such file.`,
      );
    }
    if (count(text, find) !== 1) {
      throw new Error(
        `The scenario changes ${JSON.stringify(
          find,
        )} in ${file}, where it stands ${count(
          text,
          find,
        )} times; it must stand there once.`,
      );
    }
    files.set(file, replaceOnce(text, find, replace));
  }
  return files;
}

/** The files in which edits stand, without them. @public */
export async function invertEdits(
  repository: LabRepository,
  edits: readonly Edit[],
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { file, find, replace } of [...edits].reverse()) {
    const text = files.get(file) ?? (await repository.read(file));
    if (text === undefined || count(text, replace) !== 1) continue;
    files.set(file, replaceOnce(text, replace, find));
  }
  return files;
}

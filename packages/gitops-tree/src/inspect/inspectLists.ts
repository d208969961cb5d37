import { KUSTOMIZATION_FILE_NAMES } from '../build/KustomizationFile';
import { sortedPlace } from '../edit/sortedPlace';
import { baseName } from '../paths/baseName';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textList } from '../read/textList';
import type { ListConventions, TreeIndex } from '../types';
import { isMostly } from './majority';

/** How `resources` lists are written. */
export function inspectLists(
  parsed: ParsedFiles,
  { files }: TreeIndex,
): ListConventions {
  const lists = [...files.keys()]
    .filter(file => KUSTOMIZATION_FILE_NAMES.includes(baseName(file)))
    .map(file => ({
      text: files.get(file) ?? '',
      entries: textList(parsed.parse(file)?.documents[0]?.value, 'resources'),
    }));
  const local = lists.flatMap(({ entries }) =>
    entries.filter(entry => !/^\.\.|:\/\//.test(entry)),
  );
  return {
    itemPrefix: isMostly(local.map(entry => entry.startsWith('./')))
      ? './'
      : '',
    isSorted: isMostly(
      lists
        .filter(({ entries }) => entries.length > 2)
        .map(({ entries }) => isSorted(entries)),
    ),
    isIndented: !isMostly(
      lists
        .filter(({ text }) => /^resources:[ \t]*(#.*)?$/m.test(text))
        .map(({ text }) =>
          /^resources:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*- /m.test(text),
        ),
    ),
  };
}

/** True when the editor would put a last entry at the end and a first one before the rest. */
function isSorted(entries: readonly string[]): boolean {
  return sortedPlace(entries, '', 'auto') < entries.length;
}

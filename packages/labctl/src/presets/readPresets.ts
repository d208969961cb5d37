import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { describeIssue, fieldOf } from './describeIssue';
import type { PresetProblem } from './PresetProblem';
import { presetSchema } from './presetSchema';
import type { Preset } from './presetSchema';

/** Every preset that could be read, by name, and what is wrong with the others. @public */
export interface PresetCatalog {
  presets: ReadonlyMap<string, Preset>;
  problems: readonly PresetProblem[];
}

/**
 * Reads preset files.
 *
 * @param files - path to text, such as `presets/sonarr.yaml`; files that do not end
 * in `.yaml` are left out
 * @returns the presets in the order of their names; a file with a problem gives none
 * @public
 */
export function readPresets(
  files: Readonly<Record<string, string>>,
): PresetCatalog {
  const presets = new Map<string, Preset>();
  const problems: PresetProblem[] = [];
  for (const path of Object.keys(files).sort()) {
    if (path.endsWith('.yaml')) {
      const read = readPreset(path, files[path]);
      problems.push(...read.problems);
      if (read.preset) {
        presets.set(read.preset.name, read.preset);
      }
    }
  }
  return { presets, problems };
}

function readPreset(
  source: string,
  text: string,
): { preset?: Preset; problems: PresetProblem[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(error => ({
        source,
        field: '',
        message: `is not YAML: ${error.message.split('\n')[0]}`,
        ...at(error.pos[0]),
      })),
    };
  }
  const result = presetSchema.safeParse(document.toJS(), {
    reportInput: true,
  });
  if (!result.success) {
    return {
      problems: result.error.issues.flatMap(issue =>
        describeIssue(issue).map(({ path, message, atKey }) => ({
          source,
          field: fieldOf(path),
          message,
          ...at(offsetOf(document, path, atKey)),
        })),
      ),
    };
  }
  const expected = `${result.data.name}.yaml`;
  if (source.slice(source.lastIndexOf('/') + 1) !== expected) {
    return {
      problems: [
        {
          source,
          field: 'name',
          message: `is not the name of the file; call the file ${expected}`,
          ...at(offsetOf(document, ['name'], false)),
        },
      ],
    };
  }
  return { preset: result.data, problems: [] };
}

/** Where the value of a path begins, or the nearest thing above it that exists. */
function offsetOf(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  atKey: boolean,
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = nodeAt(document, path.slice(0, length - 1));
    const last = path[length - 1];
    if (atKey && length === path.length && isMap(parent)) {
      const pair = parent.items.find(
        ({ key }) => isScalar(key) && key.value === last,
      );
      if (isScalar(pair?.key) && pair.key.range) {
        return pair.key.range[0];
      }
    }
    const node = nodeAt(document, path.slice(0, length));
    if (node?.range) {
      return node.range[0];
    }
  }
  return document.contents?.range?.[0] ?? 0;
}

function nodeAt(
  document: Document.Parsed,
  path: readonly PropertyKey[],
): Node | undefined {
  return path.length === 0
    ? document.contents ?? undefined
    : (document.getIn(path as unknown[], true) as Node | undefined);
}

import type { LabSource, InputForm } from '../read/LabSource';
import { INPUT_FILES } from '../read/readLab';
import type { SourceMap } from '../read/SourceTree';
import { inCanonicalOrder } from './canonicalOrder';
import { flattenNames } from './flattenNames';
import { writeToml } from './writeToml';
import { writeYaml } from './writeYaml';

/** Input files in another form. @public */
export interface ConvertedLab {
  /** Name of each file to its text. */
  readonly files: ReadonlyMap<string, string>;
  /** Comments inside TOML's inline tables, which cannot hold them. */
  readonly lostComments: readonly string[];
}

/**
 * How inputs are written.
 *
 * @public
 */
export interface ConvertOptions {
  readonly form: InputForm;
  /** Folder of the JSON schemas, as seen from the input files; unset: no schema comment. */
  readonly schemas?: string;
}

/**
 * Writes inputs in a form, fields in the order of the schema and with their
 * comments. What was not written stays unwritten; nothing is checked but that it
 * can be read.
 *
 * @public
 */
export function convertLab(
  source: LabSource,
  options: ConvertOptions,
): ConvertedLab {
  const { opening, closing } = source;
  const root = inCanonicalOrder(source.root);
  if (options.form === 'toml') {
    const { text, lostComments } = writeToml(root, { opening, closing });
    return { files: new Map([[INPUT_FILES.toml, text]]), lostComments };
  }
  const isNodes = ({ key }: { key: string }) => key === 'nodes';
  const cluster: SourceMap = {
    ...root,
    entries: root.entries.filter(entry => !isNodes(entry)),
  };
  const [entry] = root.entries.filter(isNodes);
  const nodes: SourceMap = {
    ...root,
    entries: entry ? [{ ...entry, before: [] }] : [],
  };
  return {
    files: new Map([
      [
        INPUT_FILES.cluster,
        withSchema(writeYaml(flattenNames(cluster), { opening, closing }), {
          ...options,
          name: 'cluster',
        }),
      ],
      [
        INPUT_FILES.nodes,
        withSchema(
          writeYaml(nodes, { opening: entry?.before ?? [], closing: [] }),
          { ...options, name: 'nodes' },
        ),
      ],
    ]),
    lostComments: [],
  };
}

function withSchema(
  text: string,
  options: { schemas?: string; name: string },
): string {
  return options.schemas === undefined
    ? text
    : text.replace(
        '---\n',
        `---\n# yaml-language-server: $schema=${options.schemas}/${options.name}.schema.json\n`,
      );
}

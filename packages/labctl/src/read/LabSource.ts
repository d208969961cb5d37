import type { FieldPath } from './flatNames';
import { flatNameOf, formatPath } from './flatNames';
import type { LabProblem, Place } from './LabProblem';
import { toPlain } from './SourceTree';
import type { SourceEntry, SourceMap, SourceNode } from './SourceTree';

/** How the inputs of a lab are written. @public */
export type InputForm = 'yaml' | 'toml';

/** Text of an input file, under its name as a person knows it. @public */
export interface InputFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What was read, in canonical form, and where each value stands.
 *
 * @public
 */
export class LabSource {
  readonly form: InputForm;
  readonly root: SourceMap;
  /** What kept files, or parts of them, from being read. */
  readonly problems: readonly LabProblem[];
  readonly opening: readonly string[];
  readonly closing: readonly string[];

  constructor(options: {
    form: InputForm;
    root: SourceMap;
    problems: readonly LabProblem[];
    opening?: readonly string[];
    closing?: readonly string[];
  }) {
    this.form = options.form;
    this.root = options.root;
    this.problems = options.problems;
    this.opening = options.opening ?? [];
    this.closing = options.closing ?? [];
  }

  /** The canonical inputs as plain values. */
  toPlain(): unknown {
    return toPlain(this.root);
  }

  /** The node at a path, `undefined` when nothing is written there. */
  find(path: FieldPath): SourceNode | undefined {
    let node: SourceNode | undefined = this.root;
    for (const part of path) {
      if (node?.kind === 'map') {
        node = node.entries.find(({ key }) => key === part)?.value;
      } else {
        node =
          node?.kind === 'list' && typeof part === 'number'
            ? node.items[part]?.value
            : undefined;
      }
    }
    return node;
  }

  /** Place of a value; of the nearest thing around it when it is not written. */
  placeOf(path: FieldPath): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.find(path.slice(0, length));
      if (node) {
        return node.place;
      }
    }
    return this.root.place;
  }

  /** Place of a key rather than of its value, for what should not be there at all. */
  placeOfKey(path: FieldPath): Place {
    return this.#findEntry(path)?.place ?? this.placeOf(path);
  }

  #findEntry(path: FieldPath): SourceEntry | undefined {
    const parent = this.find(path.slice(0, -1));
    return parent?.kind === 'map'
      ? parent.entries.find(({ key }) => key === path[path.length - 1])
      : undefined;
  }

  /** The field as it is, or would be, written in this form. */
  fieldOf(path: FieldPath): string {
    if (this.form === 'toml') {
      return formatPath(path);
    }
    const writtenAs = this.#findEntry(path)?.writtenAs;
    if (writtenAs) {
      return writtenAs;
    }
    for (let length = path.length; length > 1; length -= 1) {
      const flat = flatNameOf(path.slice(0, length).map(String));
      if (flat) {
        return `${flat}${formatPath(path.slice(length))}`;
      }
    }
    return formatPath(path);
  }

  /** A problem of a field, at its place. */
  problem(
    path: FieldPath,
    what: Pick<LabProblem, 'rule' | 'message'> &
      Partial<Pick<LabProblem, 'severity'>>,
  ): LabProblem {
    const { file, line, column } = this.placeOf(path);
    return {
      file,
      line,
      column,
      rule: what.rule,
      severity: what.severity ?? 'error',
      field: this.fieldOf(path),
      message: what.message,
    };
  }
}

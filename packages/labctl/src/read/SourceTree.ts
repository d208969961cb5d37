import type { Place } from './LabProblem';

/**
 * Values and places of one input file, the same for YAML and TOML.
 *
 * @public
 */
export type SourceNode = SourceMap | SourceList | SourceScalar;

/**
 * Comment lines without their `#` and the blank after it.
 *
 * @public
 */
export interface SourceComments {
  /** Whole lines above. */
  before: string[];
  /** At the end of the same line. */
  after?: string;
}

/**
 * A field with its place and comments.
 *
 * @public
 */
export interface SourceEntry extends SourceComments {
  readonly key: string;
  /** The key as it was written, where the canonical form has another. */
  readonly writtenAs?: string;
  /** Of the key. */
  readonly place: Place;
  readonly value: SourceNode;
}

/**
 * An item of a list with its comments.
 *
 * @public
 */
export interface SourceItem extends SourceComments {
  readonly value: SourceNode;
}

/**
 * A group of fields.
 *
 * @public
 */
export interface SourceMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: SourceEntry[];
}

/**
 * A list.
 *
 * @public
 */
export interface SourceList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: SourceItem[];
}

/**
 * A plain value.
 *
 * @public
 */
export interface SourceScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
}

/** A comment and where it stands. */
export interface SourceComment {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A file read as far as it could be. */
export interface SourceFile {
  readonly root: SourceMap;
  /** Comment at the top, with a blank line below it: about the file, not its first field. */
  readonly opening: readonly string[];
  /** Comment lines after the last field. */
  readonly closing: readonly string[];
}

/** The plain value, as `JSON.parse` would give it. */
export function toPlain(node: SourceNode): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [key, toPlain(value)]),
      );
    case 'list':
      return node.items.map(({ value }) => toPlain(value));
    default:
      return node.value;
  }
}

/**
 * A runbook page as it was read: what its front matter promises, its parts, and
 * the commands it tells people to type. Lines count from 1.
 *
 * @public
 */
export interface Runbook {
  /** Path below the docs directory, e.g. `runbooks/node-lost.md`. */
  readonly path: string;
  readonly title: string;
  /** One sentence: when to open this page. */
  readonly description: string;
  /** Where the index lists it. */
  readonly area: RunbookArea;
  readonly parameters: readonly RunbookParameter[];
  /** Ids of the conditions that this page answers, `<layer>.<what>`; an asterisk at the end takes all that no other page names. */
  readonly conditions: readonly string[];
  readonly tools: readonly RunbookTool[];
  /** Day the page was last compared with its tools, `YYYY-MM-DD`. */
  readonly checked: string;
  /** The page without its front matter. */
  readonly body: string;
  readonly headings: readonly RunbookHeading[];
  readonly commands: readonly RunbookCommand[];
  readonly links: readonly RunbookLink[];
  /** Every place where a parameter stands, in order. */
  readonly placeholders: readonly RunbookPlaceholder[];
}

/**
 * Areas of the index, in its order.
 *
 * @public
 */
export const RUNBOOK_AREAS = [
  'nodes',
  'control-plane',
  'storage',
  'backup',
  'network',
  'gitops',
  'secrets',
  'virtual-machines',
  'whole-lab',
] as const;

/** @public */
export type RunbookArea = (typeof RUNBOOK_AREAS)[number];

/**
 * One thing to fill in.
 *
 * @public
 */
export interface RunbookParameter {
  /** Dotted, e.g. `node.address`; stands in the text as `{{ node.address }}`. */
  readonly name: string;
  readonly what: string;
  readonly example: string;
  readonly from: RunbookParameterSource;
}

/**
 * Where a portal takes a parameter from: the catalog entity that the page was
 * opened for (`entity` is its `spec.type`), the condition that led to it, or a
 * question to the person. An entity without the value leaves it to the person too.
 *
 * @public
 */
export type RunbookParameterSource =
  | 'ask'
  | 'condition'
  | {
      readonly entity: string;
      /** Path in the entity; for `metadata.title` its name stands in, as everywhere in Backstage. */
      readonly field: string;
    }
  | {
      readonly entity: string;
      /** Name of an annotation; of a list with commas the first entry is meant. */
      readonly annotation: string;
      /** The last or the last but one part between slashes; unset for all of it. */
      readonly part?: 'namespace' | 'name';
    }
  | {
      readonly entity: string;
      /** JSONPath into the live object that the entity's `homestage.dev/object` names. */
      readonly object: string;
    };

/** @public */
export interface RunbookTool {
  readonly name: string;
  /** Unset for tools whose version makes no difference, such as ping. */
  readonly version?: string;
}

/** @public */
export interface RunbookHeading {
  readonly level: number;
  readonly text: string;
  /** The fragment that MkDocs gives it. */
  readonly anchor: string;
  readonly line: number;
}

/**
 * One command of a shell block or of inline code, split into words. A pipe has
 * one entry for each side, and what stands after `--` is an entry of its own.
 *
 * @public
 */
export interface RunbookCommand {
  readonly words: readonly string[];
  readonly line: number;
}

/** @public */
export interface RunbookLink {
  /** As written, e.g. `node-lost.md#check`. */
  readonly target: string;
  readonly line: number;
}

/** @public */
export interface RunbookPlaceholder {
  readonly name: string;
  readonly line: number;
}

/**
 * What is wrong with a page, and where.
 *
 * @public
 */
export interface RunbookProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The answer of an edit: the new text, or the reason why the text was left
 * alone.
 *
 * @public
 */
export type EditResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Keys and list positions from the top of a document.
 *
 * @public
 */
export type EditPath = readonly (string | number)[];

/** @public */
export interface EditTarget {
  readonly path: EditPath;
  /** 0-based document of a file with several; unset means the only one, or the first. */
  readonly document?: number;
}

/**
 * A text, or a map of plain values such as `{ name, namespace }`.
 *
 * @public
 */
export type ListItemValue = string | Readonly<Record<string, unknown>>;

/** @public */
export interface InsertListItemOptions extends EditTarget {
  readonly value: ListItemValue;
  /**
   * `auto`: in its place when the list is sorted, at the end otherwise; `true`: always before the first greater item; `false`: at the end.
   * A leading `namespace.yaml` does not count as disorder.
   */
  readonly sorted?: 'auto' | boolean;
  /** `auto` writes `./x` or `x` as most items of the list do; `keep` writes the value as given. Default `auto`. */
  readonly prefix?: 'auto' | 'keep';
}

/** @public */
export interface RemoveListItemOptions extends EditTarget {
  /** `./x` and `x` are the same item. */
  readonly value: string;
}

/** @public */
export type ScalarValue = string | number | boolean | null;

/** @public */
export interface SetScalarOptions extends EditTarget {
  readonly value: ScalarValue;
}

/** @public */
export interface AddMapEntryOptions extends EditTarget {
  readonly key: string;
  /** A scalar, list or map; lists and maps are written in block style. */
  readonly value: unknown;
  /** As for lists. Default `auto`. */
  readonly sorted?: 'auto' | boolean;
}

/**
 * A single value of a file, and where it stands.
 *
 * @public
 */
export interface WrittenScalar {
  /** 0-based. */
  readonly document: number;
  readonly path: EditPath;
  readonly value: ScalarValue;
  /** 1-based. */
  readonly line: number;
}

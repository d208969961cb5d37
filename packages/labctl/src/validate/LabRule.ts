import type { ParsedLab } from '../model/schema/labSchema';
import type { ResolvedLab } from '../model/ResolvedLab';
import type { FieldPath } from '../read/flatNames';

/** What a rule looks at. */
export interface RuleContext {
  /** As written, fixed defaults filled in. */
  readonly lab: ParsedLab;
  /** With everything that follows from it. */
  readonly resolved: ResolvedLab;
  /** A field as it is written in these inputs, for messages about a second field. */
  readonly fieldOf: (path: FieldPath) => string;
  /** Names that exist beside the inputs; `undefined` when nobody looked. */
  readonly known: KnownNames;
}

/**
 * Names that the inputs may refer to.
 *
 * @public
 */
export interface KnownNames {
  readonly components?: readonly string[];
  readonly presets?: readonly string[];
  /** System extensions that a component needs on every node, by component. */
  readonly extensions?: ReadonlyMap<string, readonly string[]>;
}

/** What a rule has found, before it is placed in the files. */
export interface RuleFinding {
  readonly rule: string;
  readonly path: FieldPath;
  readonly message: string;
  readonly severity?: 'error' | 'warning' | 'info';
}

/** One or a few related rules: pure, and independent of the others. */
export type LabRule = (context: RuleContext) => Iterable<RuleFinding>;

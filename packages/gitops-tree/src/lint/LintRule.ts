import type { ParsedFiles } from '../read/ParsedFiles';
import type { Finding, TreeIndex, TreeObject } from '../types';

/** What a rule looks at. */
export interface LintContext {
  readonly index: TreeIndex;
  readonly parsed: ParsedFiles;
  /** Objects that the cluster is told about. */
  readonly applied: readonly TreeObject[];
}

/** One thing that is checked. Its name is the `rule` of its findings. */
export interface LintRule {
  readonly name: string;
  readonly check: (context: LintContext) => Omit<Finding, 'rule'>[];
}

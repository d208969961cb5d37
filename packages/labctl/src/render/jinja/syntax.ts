import type { TemplatePlace } from '../TemplateError';

/** The delimiters of the field's templates; makejinja is given the same ones. */
export const DELIMITERS = {
  blockStart: '#%',
  blockEnd: '%#',
  variableStart: '#{',
  variableEnd: '}#',
  commentStart: '#|',
  commentEnd: '|#',
} as const;

/**
 * A node of the tree that nunjucks' parser makes. The library ships no types for
 * it; `typename` and `fields` are what its own compiler goes by.
 */
export interface SyntaxNode {
  typename: string;
  /** Counts from 0. */
  lineno: number;
  /** Counts from 0. */
  colno: number;
  fields: readonly string[];
  children?: SyntaxNode[];
  [field: string]: unknown;
}

type NodeConstructor = new (
  lineno: number,
  colno: number,
  ...fields: unknown[]
) => SyntaxNode;

/** The constructors that nunjucks hands to an extension. */
export type SyntaxNodes = Readonly<
  Record<'Filter' | 'Literal' | 'NodeList' | 'Symbol', NodeConstructor>
>;

/** Says where a node stands, for messages; the wrapping tag takes the first line. */
export function placeOf(node: SyntaxNode, template: string): TemplatePlace {
  return { template, line: node.lineno, column: node.colno + 1 };
}

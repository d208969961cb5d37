import type { RepoTree } from '@homestage/backstage-plugin-gitops-node';
import type { z } from 'zod';
import type { TreeEdit } from '../plan/TreeEdit';

/** What a wish is planned on. */
export type WishTree = Pick<RepoTree, 'index' | 'conventions'>;

/** A file that a wish writes as it is. */
export interface WrittenFile {
  readonly file: string;
  readonly text: string;
}

/**
 * What a wish comes to on one tree. Texts in `values` are YAML scalars, for a
 * skeleton to write as they are.
 */
export interface WishPlan {
  /** What it is about, for titles and branches. */
  readonly namespace: string;
  readonly name: string;
  /** What the catalog will call it; unset: it is an app, and called as apps are. */
  readonly entityRef?: string;
  readonly values?: object;
  /** Where the skeleton's files go. */
  readonly directory?: string;
  readonly edits: readonly TreeEdit[];
  readonly removals?: readonly string[];
  /** Files that are written whole: copies of what the tree has, or what it renders. */
  readonly files?: readonly WrittenFile[];
  /** What the pull request says, in Markdown: what will happen, and what will not. */
  readonly description: string;
}

/**
 * A change of a lab that people ask for by a form: the shape of what they fill
 * in, and what it comes to on a tree. Pure; throws InputError that begins with
 * the name of the field for what cannot be done on this tree.
 */
export interface Wish {
  readonly schema: z.ZodType;
  /** @param values - as the schema has parsed them */
  plan(values: unknown, tree: WishTree): WishPlan;
}

/** A wish whose function takes what its schema gives. */
export function createWish<Schema extends z.ZodType>(
  schema: Schema,
  plan: (values: z.infer<Schema>, tree: WishTree) => WishPlan,
): Wish {
  return {
    schema,
    plan: (values, tree) => plan(values as z.infer<Schema>, tree),
  };
}

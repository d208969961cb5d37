import { lintTree } from '../lint/lintTree';
import { resolveFiles } from './appsTree';

/** Files beside the root Kustomization, and the findings that they make. */
export interface LintCase {
  readonly files: Record<string, string>;
  readonly found?: readonly Record<string, unknown>[];
}

/** All findings of a tree. */
export function lint(files: Record<string, string>) {
  return lintTree(resolveFiles(files));
}

/** The findings of files which may name others that are not there. */
export function findingsIn(files: Record<string, string>) {
  return lint({ 'apps/.keep': '', ...files }).filter(
    ({ rule }) => rule !== 'missing-resource',
  );
}

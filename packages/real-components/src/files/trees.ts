import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repositoryPath } from './renderLab';

/** Trees of several layouts, and beside each the pull requests that templates made for it. */
const FIXTURES = repositoryPath(
  'plugins/scaffolder-backend-module-gitops/src/__fixtures__',
);

/** The names of the trees that templates have made pull requests for. */
export const TREES = readdirSync(FIXTURES).filter(name =>
  existsSync(changesOf(name)),
);

/** A tree before them; the reference lab is `infra/` itself. */
export function treeFolder(tree: string): string {
  const own = path.join(FIXTURES, tree, 'tree');
  return existsSync(own) ? own : repositoryPath('infra');
}

/** The folder of the pull requests for a tree. */
export function changesOf(tree: string): string {
  return path.join(FIXTURES, tree, 'changes');
}

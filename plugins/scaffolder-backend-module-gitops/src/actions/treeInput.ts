import type { z as scaffolderZod } from 'zod/v3';

/** The schema library that the scaffolder hands to an action. */
type Zod = typeof scaffolderZod;

/** The inputs that say which tree, and which of its commits, an action works on. */
export const treeInput = {
  repository: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Name in homestage.gitops.repositories; unset: the first one'),
  commit: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('The commit that inspect answered; unset: the newest'),
};

import { z } from 'zod';

/**
 * A finding of the tree's linter.
 *
 * @public
 */
export const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  mend: z.string(),
});

/** @public */
export const plannedFileSchema = z.object({
  path: z.string(),
  change: z.enum(['create', 'update', 'delete']),
  /** Unset for a new file. */
  before: z.string().optional(),
  /** Unset for a file that goes. */
  after: z.string().optional(),
  /** Unified diff, three lines of context. */
  diff: z.string(),
});

/** @public */
export type PlannedFile = z.infer<typeof plannedFileSchema>;

/**
 * What a template would put on the forge: the whole pull request, before it
 * exists.
 *
 * @public
 */
export const changePlanSchema = z.object({
  repository: z.string(),
  branch: z.string(),
  base: z.object({ branch: z.string(), commit: z.string() }),
  title: z.string(),
  body: z.string(),
  message: z.string(),
  files: z.array(plannedFileSchema),
  /** Only what the change brings; what the tree had before is not repeated. */
  findings: z.array(findingSchema),
  /** Why it may be opened in spite of findings of severity error. */
  overrideReason: z.string().optional(),
  /** True when findings of severity error stop it. */
  isBlocked: z.boolean(),
});

/** @public */
export type ChangePlan = z.infer<typeof changePlanSchema>;

/**
 * Where a dry run leaves its plan in the workspace, for the preview to read.
 * The directory is never part of a change.
 *
 * @public
 */
export const CHANGE_PLAN_FILE = '.homestage/change-plan.json';

/**
 * A change on its way: a pull request of ours.
 *
 * @public
 */
export const changeRowSchema = z.object({
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  branch: z.string(),
  state: z.enum(['open', 'closed', 'merged']),
  author: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  isMergeable: z.boolean().optional(),
  checks: z.enum(['success', 'pending', 'failure', 'unknown']),
});

/** @public */
export type ChangeRow = z.infer<typeof changeRowSchema>;

/**
 * What the branches of all changes begin with.
 *
 * @public
 */
export const CHANGE_BRANCH_PREFIX = 'homestage/';

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
  /** What will happen, and what will not, in Markdown; it begins the body. */
  description: z.string().optional(),
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
 * Something of the catalog that a change touches.
 *
 * @public
 */
export const touchedEntitySchema = z.object({
  /** Entity ref, lower case. */
  ref: z.string(),
  title: z.string(),
  type: z.string().optional(),
});

/** @public */
export type TouchedEntity = z.infer<typeof touchedEntitySchema>;

/**
 * The legs of a change on its way to the cluster, in their order.
 *
 * @public
 */
export const CHANGE_LEGS = ['merged', 'fetched', 'applied', 'ready'] as const;

/**
 * How far a merged change came on one leg:
 *
 * - `done`: seen to be behind it
 * - `waiting`: not yet, and nothing stands in the way
 * - `stuck`: not yet, and it will not go on without a hand
 * - `unknown`: nobody can tell
 * - `none`: nothing of it goes that way
 *
 * @public
 */
export const changeLegSchema = z.object({
  leg: z.enum(CHANGE_LEGS),
  state: z.enum(['done', 'waiting', 'stuck', 'unknown', 'none']),
  /** When it was done, ISO 8601; unset when that can not be told. */
  at: z.string().optional(),
  /** Why it is not done, naming what it waits for. */
  reason: z.string().optional(),
});

/** @public */
export type ChangeLeg = z.infer<typeof changeLegSchema>;

/**
 * A change on its way: a pull request for the branch that is followed.
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
  mergedAt: z.string().optional(),
  isMergeable: z.boolean().optional(),
  checks: z.enum(['success', 'pending', 'failure', 'unknown']),
  /** Apps, nodes and virtual machines whose files it changes. */
  entities: z.array(touchedEntitySchema),
  /** Directories it changes that belong to none of them, such as a new app's. */
  places: z.array(z.string()),
  /** How far it came; unset while it is not merged. */
  legs: z.array(changeLegSchema).optional(),
  /** When the forge said so, ISO 8601; unset while the forge answers. */
  asOf: z.string().optional(),
});

/** @public */
export type ChangeRow = z.infer<typeof changeRowSchema>;

/**
 * What the branches of changes begin with that were made here.
 *
 * @public
 */
export const CHANGE_BRANCH_PREFIX = 'homestage/';

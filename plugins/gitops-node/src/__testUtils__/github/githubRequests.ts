import type { operations } from '@octokit/openapi-types';
import { z } from 'zod';

type BodyOf<Operation extends keyof operations> =
  operations[Operation] extends {
    requestBody?: { content: { 'application/json': infer Body } };
  }
    ? Body
    : never;

/*
 * What GitHub takes, by its OpenAPI description; a field that it does not know
 * is refused, though GitHub itself would leave it aside.
 */

const author = z.strictObject({ name: z.string(), email: z.string() });

export const createTree = z.strictObject({
  base_tree: z.string().optional(),
  tree: z.array(
    z.union([
      z.strictObject({
        path: z.string(),
        mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
        type: z.enum(['blob', 'tree', 'commit']),
        sha: z.string().nullable(),
      }),
      z.strictObject({
        path: z.string(),
        mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
        type: z.enum(['blob', 'tree', 'commit']),
        content: z.string(),
      }),
    ]),
  ),
}) satisfies z.ZodType<BodyOf<'git/create-tree'>>;

export const createCommit = z.strictObject({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).optional(),
  author: author.optional(),
}) satisfies z.ZodType<BodyOf<'git/create-commit'>>;

export const createRef = z.strictObject({
  ref: z.string().regex(/^refs\/heads\/./),
  sha: z.string(),
}) satisfies z.ZodType<BodyOf<'git/create-ref'>>;

export const updateRef = z.strictObject({
  sha: z.string(),
  force: z.boolean().optional(),
}) satisfies z.ZodType<BodyOf<'git/update-ref'>>;

export const createPull = z.strictObject({
  title: z.string().min(1),
  head: z.string(),
  base: z.string(),
  body: z.string().optional(),
}) satisfies z.ZodType<BodyOf<'pulls/create'>>;

export const updatePull = z.strictObject({
  title: z.string().min(1).optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
}) satisfies z.ZodType<BodyOf<'pulls/update'>>;

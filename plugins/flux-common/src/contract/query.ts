import { z } from 'zod';
import { fluxKind, FLUX_KINDS } from '../kinds/fluxKinds';
import { fluxStatusSchema } from '../status/fluxStatus';

const MAX_TEXT = 200;

/** A query parameter given once, several times, or comma-separated. */
const words = z.union([z.string(), z.array(z.string())]).transform(value =>
  [value]
    .flat()
    .flatMap(text => text.split(','))
    .map(text => text.trim())
    .filter(Boolean),
);

const kindSchema = z.string().transform((text, context) => {
  const found = fluxKind(text);
  if (!found) {
    context.addIssue({
      code: 'custom',
      message: `'${text}' is no kind of Flux; known are ${FLUX_KINDS.map(
        k => k.kind,
      ).join(', ')}`,
    });
    return z.NEVER;
  }
  return found.kind;
});

/**
 * Filters of the list. Values of one filter are alternatives; filters add up.
 * `q`: words that must all occur in namespace, name, revision, source or
 * message; a word with `-` before it must not.
 *
 * @public
 */
export const fluxRowsQuerySchema = z.object({
  cluster: words.optional(),
  kind: words.pipe(z.array(kindSchema)).optional(),
  namespace: words.optional(),
  status: words.pipe(z.array(fluxStatusSchema)).optional(),
  q: z.string().max(MAX_TEXT).optional(),
});

/**
 * As fluxRowsQuerySchema reads it.
 *
 * @public
 */
export type FluxRowsQuery = z.infer<typeof fluxRowsQuerySchema>;

const namespacedNames = words.pipe(
  z.array(
    z
      .string()
      .regex(/^[^/\s]+\/[^/\s]+$/, 'write it as namespace/name')
      .max(MAX_TEXT),
  ),
);

/**
 * What an app is applied by: the values of its entity's annotations.
 *
 * @public
 */
export const fluxAppQuerySchema = z
  .object({
    cluster: z.string().min(1, 'name the cluster'),
    kustomizations: namespacedNames.optional(),
    helmReleases: namespacedNames.optional(),
  })
  .refine(query => query.kustomizations?.length || query.helmReleases?.length, {
    message: 'name at least one Kustomization or HelmRelease',
    path: ['kustomizations'],
  });

/**
 * As fluxAppQuerySchema reads it.
 *
 * @public
 */
export type FluxAppQuery = z.infer<typeof fluxAppQuerySchema>;

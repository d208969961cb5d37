import { z } from 'zod';

/**
 * Who reaches an app from outside of the cluster.
 *
 * @public
 */
export const exposureSchema = z.enum(['none', 'internal', 'external']);

/** @public */
export type Exposure = z.infer<typeof exposureSchema>;

/**
 * What the form "Add an app" asks. Shapes only: what the values must be is said
 * by `checkNewApp`, which names the field.
 *
 * @public
 */
export const newAppSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  image: z.string(),
  port: z.number(),
  exposure: exposureSchema.default('none'),
  hostname: z.string().optional(),
  volume: z
    .object({
      size: z.string(),
      mountPath: z.string(),
      /** Unset: the cluster's default class. */
      storageClass: z.string().optional(),
    })
    .optional(),
  /** Name of the preset that says what the form does not ask; unset: blank. */
  preset: z.string().optional(),
});

/** @public */
export type NewApp = z.infer<typeof newAppSchema>;

/**
 * As far as the form is filled in.
 *
 * @public
 */
export const newAppDraftSchema = newAppSchema
  .extend({
    exposure: exposureSchema.optional(),
    volume: newAppSchema.shape.volume.unwrap().partial().optional(),
  })
  .partial();

/** @public */
export type NewAppDraft = z.infer<typeof newAppDraftSchema>;

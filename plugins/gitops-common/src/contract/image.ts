import { z } from 'zod';

/** @public */
export const imageCheckRequestSchema = z.object({
  /** An image reference, as a form holds it. */
  image: z.string().max(512),
});

/** @public */
export type ImageCheckRequest = z.infer<typeof imageCheckRequestSchema>;

/**
 * Why nobody can tell whether a registry has an image:
 *
 * - `off`: the configuration says not to ask
 * - `not-asked`: its registry is none that the lab takes images from
 * - `private`: the registry wants a login for it, or has no such repository
 * - `limited`: the registry wants to be asked less, or too many ask at a time
 * - `elsewhere`: it sends to a host that is not to be trusted
 * - `unreachable`: no answer in time
 * - `failed`: an answer that is no registry's, or an error of the registry
 *
 * @public
 */
export const IMAGE_UNKNOWN_REASONS = [
  'off',
  'not-asked',
  'private',
  'limited',
  'elsewhere',
  'unreachable',
  'failed',
] as const;

/**
 * Whether a registry has an image. What is not known is never said to exist.
 *
 * @public
 */
export const imageCheckSchema = z.object({
  /** As it was asked for. */
  image: z.string(),
  /** The registry as people write it, such as `docker.io`. */
  registry: z.string(),
  state: z.enum(['exists', 'missing', 'unknown']),
  /** Set while `unknown`. */
  code: z.enum(IMAGE_UNKNOWN_REASONS).optional(),
  /** What the registry said, in a sentence. */
  message: z.string(),
  /** What to do; unset where nothing is to be done. */
  nextStep: z.string().optional(),
});

/** @public */
export type ImageCheck = z.infer<typeof imageCheckSchema>;

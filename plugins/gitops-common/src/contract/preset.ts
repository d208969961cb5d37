import { z } from 'zod';
import { exposureSchema } from '../fields/newApp';

/**
 * An app whose form can be filled in beforehand.
 *
 * @public
 */
export const appPresetSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** What it is for, in half a line. */
  description: z.string(),
  /** Heading it stands under, such as `Media`. */
  group: z.string(),
  /** Web address of its documentation. */
  upstream: z.string(),
  namespace: z.string(),
  /** With its tag. */
  image: z.string(),
  /** Unset: it listens nowhere. */
  port: z.number().optional(),
  exposure: exposureSchema,
  /** First label of its host name. */
  subdomain: z.string(),
  /** Its own first volume. */
  volume: z.object({ size: z.string(), mountPath: z.string() }).optional(),
  /** What comes with it in the same pull request, or is asked of the lab. */
  brings: z.array(z.enum(['database', 'cache', 'secrets', 'library'])),
});

/** @public */
export type AppPreset = z.infer<typeof appPresetSchema>;

/** @public */
export const presetsAnswerSchema = z.object({
  /** In the order of their groups and names. */
  presets: z.array(appPresetSchema),
  /** Files that could not be read, `file:line:column field: what is wrong`. */
  problems: z.array(z.string()),
});

/** @public */
export type PresetsAnswer = z.infer<typeof presetsAnswerSchema>;

import { z } from 'zod';

/**
 * How much a line of a log matters, worst first. `unknown`: its form does not say.
 *
 * @public
 */
export const LOG_LEVELS = [
  'error',
  'warning',
  'info',
  'debug',
  'unknown',
] as const;

/**
 * One of {@link LOG_LEVELS}.
 *
 * @public
 */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * One line of a log.
 *
 * @public
 */
export const logLineSchema = z.object({
  level: z.enum(LOG_LEVELS),
  /** When it was written, ISO 8601; unset where the line does not say. */
  at: z.string().optional(),
  /** The line without its time and level, where these were understood. */
  text: z.string(),
});

/**
 * As logLineSchema.
 *
 * @public
 */
export type LogLine = z.infer<typeof logLineSchema>;

/**
 * Some lines, oldest first: a row of the answer of `GET /logs/...`.
 *
 * @public
 */
export const logChunkSchema = z.object({ lines: z.array(logLineSchema) });

/**
 * As logChunkSchema.
 *
 * @public
 */
export type LogChunk = z.infer<typeof logChunkSchema>;

/**
 * The log of the kernel, as `talosctl dmesg` prints it, which also holds what Talos
 * itself says. Talos gives it as a log since 1.12.
 *
 * @public
 */
export const KERNEL_LOG = 'kernel';

import { z } from 'zod';
import { severitySchema } from '../contract/condition';

/**
 * Something a machine said of itself.
 *
 * @public
 */
export const machineEventSchema = z.object({
  id: z.string(),
  /** ISO 8601, to the second; unset where the id does not tell it. */
  at: z.string().optional(),
  /** Who asked for it, as the answer of an action told; unset: the machine itself. */
  actorId: z.string().optional(),
  /** In the words of Talos: sequence, phase, task, service, ... */
  kind: z.string(),
  severity: severitySchema,
  sentence: z.string(),
});

/**
 * As machineEventSchema.
 *
 * @public
 */
export type MachineEvent = z.infer<typeof machineEventSchema>;

/**
 * A row of the answer of `GET /events/...`.
 *
 * @public
 */
export const eventRowSchema = z.object({ event: machineEventSchema });

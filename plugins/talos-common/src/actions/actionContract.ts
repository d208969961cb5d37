import { z } from 'zod';
import { TALOS_ACTION_IDS, type TalosActionId } from './talosActions';

const clusterOnly = { cluster: z.string().min(1, 'name the cluster') };
const onMachine = {
  ...clusterOnly,
  node: z.string().min(1, 'name the machine'),
};

/**
 * What is asked to be done, and where.
 *
 * @public
 */
export const actionRequestSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('reboot'), ...onMachine }),
  z.object({
    action: z.literal('restartService'),
    ...onMachine,
    service: z.string().min(1, 'name the service'),
  }),
  z.object({ action: z.literal('etcdSnapshot'), ...clusterOnly }),
  z.object({ action: z.literal('etcdDefragment'), ...clusterOnly }),
  z.object({ action: z.literal('etcdDisarm'), ...clusterOnly }),
]);

/**
 * As actionRequestSchema.
 *
 * @public
 */
export type ActionRequest = z.infer<typeof actionRequestSchema>;

/**
 * One step of an action, told as it goes on. An action went well only if its last
 * step is `done`.
 *
 * @public
 */
export const actionStepSchema = z.object({
  state: z.enum(['running', 'done', 'failed']),
  /** One sentence. */
  message: z.string(),
  /** The machine it is about. */
  node: z.string().optional(),
  /** Who Talos says did it; its events carry it. */
  actorId: z.string().optional(),
});

/**
 * As actionStepSchema.
 *
 * @public
 */
export type ActionStep = z.infer<typeof actionStepSchema>;

/**
 * Whether the asker may do something on a cluster now, and why not.
 *
 * @public
 */
export const actionStateSchema = z.object({
  id: z.enum(TALOS_ACTION_IDS as [TalosActionId, ...TalosActionId[]]),
  isAllowed: z.boolean(),
  /** One sentence that says what to do; unset when allowed. */
  reason: z.string().optional(),
});

/**
 * As actionStateSchema.
 *
 * @public
 */
export type ActionState = z.infer<typeof actionStateSchema>;

/**
 * Answer of `GET /actions/:cluster`.
 *
 * @public
 */
export const actionsAnswerSchema = z.object({
  revision: z.string(),
  actions: z.array(actionStateSchema),
});

/**
 * As actionsAnswerSchema.
 *
 * @public
 */
export type ActionsAnswer = z.infer<typeof actionsAnswerSchema>;

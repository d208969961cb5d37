import {
  fieldsOf,
  listOf,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';

/**
 * A container of a pod, whose log its machine keeps.
 *
 * @public
 */
export const containerSchema = z.object({
  /** As `talosctl logs -k` takes it: `namespace/pod:container:id`. */
  id: z.string(),
  namespace: z.string(),
  pod: z.string(),
  name: z.string(),
  /** The word of the container runtime, such as `CONTAINER_RUNNING`. */
  state: z.string().optional(),
});

/**
 * As containerSchema.
 *
 * @public
 */
export type Container = z.infer<typeof containerSchema>;

/**
 * Answer of `GET /containers/:cluster/:node`.
 *
 * @public
 */
export const containersAnswerSchema = z.object({
  revision: z.string(),
  containers: z.array(containerSchema),
});

/**
 * As containersAnswerSchema.
 *
 * @public
 */
export type ContainersAnswer = z.infer<typeof containersAnswerSchema>;

const CONTAINER_ID = /^([\w.-]+)\/([\w.-]+):([\w.-]+):[0-9a-f]+$/;

/**
 * Whether a log is one of a container; else it is one of a service.
 *
 * @public
 */
export function isContainerLog(source: string): boolean {
  return CONTAINER_ID.test(source);
}

/**
 * Reads the answer of the RPC `containers`, ordered by name. What pods share is a
 * container of its own there, and writes nothing.
 *
 * @public
 */
export function readContainers(answer: unknown): Container[] {
  const messages = listOf(fieldsOf(answer).messages);
  return messages
    .flatMap(message => listOf(message.containers))
    .flatMap(container => {
      const id = textOf(container.id) ?? '';
      const [, namespace, pod, name] = CONTAINER_ID.exec(id) ?? [];
      return namespace
        ? [{ id, namespace, pod, name, state: textOf(container.status) }]
        : [];
    })
    .sort((a, b) => a.id.localeCompare(b.id));
}

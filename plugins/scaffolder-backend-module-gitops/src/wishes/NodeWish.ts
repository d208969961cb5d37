import { z } from 'zod';

/** What the form asks for. */
export const nodeWishSchema = z.object({
  nodeName: z.string(),
  nodeAddress: z.string(),
  role: z.enum(['worker', 'control-plane']).default('worker'),
  /** Hardware address of its network card. */
  macAddress: z
    .string()
    .regex(
      /^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/,
      'Write six pairs of hexadecimal digits with : between them',
    )
    .optional(),
  /** Disk that Talos is installed on; unset: as the machine it is built like. */
  disk: z
    .string()
    .regex(/^\/dev\/[\w./-]+$/, 'Name a device, such as /dev/nvme0n1')
    .optional(),
  /** Name of a machine of the tree that it is built like; unset: the last of its role. */
  like: z.string().optional(),
});

/** What the form asks for, filled in. */
export type NodeWish = z.infer<typeof nodeWishSchema>;

import { z } from 'zod';
import { exposureSchema, newAppDraftSchema } from './newApp';

/**
 * What the forms ask, as far as one of them is filled in. The same word means
 * the same in every form, so that a field is checked alike wherever it stands.
 *
 * @public
 */
export const formDraftSchema = newAppDraftSchema.extend({
  /** Who reaches an app; a new one is not shown to the tailnet, nor at an address. */
  exposure: z
    .enum([...exposureSchema.options, 'tailscale', 'address'])
    .optional(),
  /** Whether a gateway asks for a login before an app is reached. */
  hasSignIn: z.boolean().optional(),
  /** An app of the tree, `namespace/name`. */
  app: z.string().optional(),
  /** A namespace that is to be made. */
  newNamespace: z.string().optional(),
  /** What of an app is upgraded: `image REPOSITORY` or `chart NAME`. */
  part: z.string().optional(),
  /** Tag of an image, or version of a chart. */
  version: z.string().optional(),
  /** A PostgreSQL cluster of the tree, `namespace/name`. */
  database: z.string().optional(),
  /** A claim of the tree, `namespace/name`. */
  claim: z.string().optional(),
  /** What a machine that is to join is called. */
  nodeName: z.string().optional(),
  /** Its address in the network of the machines. */
  nodeAddress: z.string().optional(),
  /** A machine of the tree that another is built like. */
  like: z.string().optional(),
  /** A load-balancer address that is to be given out. */
  address: z.string().optional(),
  /** When something is done: a cron expression of five fields. */
  schedule: z.string().optional(),
  /** A store of External Secrets. */
  store: z.string().optional(),
  /** A network of Multus, `namespace/name`. */
  network: z.string().optional(),
  /** A storage class of buckets. */
  bucketClass: z.string().optional(),
  /** A public key, as a line of `authorized_keys`. */
  sshKey: z.string().optional(),
});

/** @public */
export type FormDraft = z.infer<typeof formDraftSchema>;

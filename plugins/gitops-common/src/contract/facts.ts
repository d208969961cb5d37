import { sourceStateSchema } from '@homestage/backstage-plugin-lab-common';
import { z } from 'zod';

/**
 * What the forms ask of a tree: what exists, and what the tree's custom is.
 *
 * @public
 */
export const formFactsSchema = z.object({
  repository: z.string(),
  branch: z.string(),
  cluster: z.string().optional(),
  /** The commit the facts are of; unset while no tree was read. */
  commit: z.string().optional(),
  source: sourceStateSchema,
  revision: z.string(),
  namespaces: z.array(
    z.object({
      name: z.string(),
      /** Names of the apps in it. */
      apps: z.array(z.string()),
    }),
  ),
  /** Every app of the tree, sorted by namespace and name. */
  apps: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      isSuspended: z.boolean(),
      /** Whether it is a release of app-template, whose values the forms can edit. */
      isAppTemplate: z.boolean(),
      hostnames: z.array(z.string()),
      /** What has a version: `image REPOSITORY` or `chart NAME`. */
      parts: z.array(z.object({ part: z.string(), version: z.string() })),
    }),
  ),
  /** Host names in use; those that only the cluster can complete keep their `${}`. */
  hostnames: z.array(
    z.object({
      hostname: z.string(),
      /** The object that claims it, `Kind namespace/name`. */
      owner: z.string(),
      namespace: z.string(),
      name: z.string(),
      file: z.string(),
      line: z.number(),
      /** Web address of the line on the forge. */
      url: z.string().optional(),
    }),
  ),
  /** Those that claims use first, the most used foremost; then the others that the tree declares. */
  storageClasses: z.array(z.string()),
  /** What the tree says of its storage classes; of others nothing is known. */
  classFacts: z.array(
    z.object({
      name: z.string(),
      isDefault: z.boolean(),
      /** Unset: not said. */
      allowsExpansion: z.boolean().optional(),
      reclaimPolicy: z.string().optional(),
    }),
  ),
  /** Storage classes that make buckets. */
  bucketClasses: z.array(z.string()),
  /** Networks of Multus, sorted. */
  networks: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      /** CNI plugin that makes it, such as `bridge`; unset: the tree does not say. */
      type: z.string().optional(),
    }),
  ),
  gateways: z.object({
    internal: z.string().optional(),
    external: z.string().optional(),
  }),
  /** PostgreSQL clusters of CloudNativePG. */
  databases: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      /** Kinds and names of what saves it. */
      backups: z.array(z.string()),
    }),
  ),
  /** Claims that are written as objects of their own, sorted. */
  volumes: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      size: z.string().optional(),
      /** Unset: the cluster's default. */
      storageClass: z.string().optional(),
      /** Kinds and names of what saves it. */
      backups: z.array(z.string()),
    }),
  ),
  /** Machines that the tree has a record of. */
  nodes: z.array(
    z.object({
      name: z.string(),
      address: z.string().optional(),
      isControlPlane: z.boolean(),
    }),
  ),
  /** Load-balancer addresses that the tree gives out. */
  addresses: z.array(
    z.object({
      address: z.string(),
      owner: z.string(),
      file: z.string(),
      line: z.number(),
      url: z.string().optional(),
    }),
  ),
  addressPools: z.array(
    z.object({
      name: z.string(),
      blocks: z.array(z.object({ first: z.string(), last: z.string() })),
    }),
  ),
  secretStores: z.array(
    z.object({
      name: z.string(),
      /** Unset: any namespace reads it. */
      namespace: z.string().optional(),
      /** What keeps the items, as External Secrets calls it. */
      provider: z.string().optional(),
    }),
  ),
  /** Items that the tree's External Secrets read, by name: never what they hold. */
  secretItems: z.array(
    z.object({
      item: z.string(),
      /** The ExternalSecret that reads it, `namespace/name`. */
      reader: z.string(),
      /** Name of the app it is for; unset when it is for none. */
      app: z.string().optional(),
    }),
  ),
  domain: z.string().optional(),
  /** What tuppr brings the machines to; unset: the tree does not say. */
  versions: z.object({
    talos: z.string().optional(),
    kubernetes: z.string().optional(),
  }),
  /** Version of app-template that most apps use. */
  appTemplateVersion: z.string().optional(),
});

/** @public */
export type FormFacts = z.infer<typeof formFactsSchema>;

/**
 * One repository, as the list of them shows it.
 *
 * @public
 */
export const repositoryRowSchema = z.object({
  name: z.string(),
  url: z.string(),
  branch: z.string(),
  cluster: z.string().optional(),
  commit: z.string().optional(),
  appCount: z.number(),
  /**
   * Whether changes are proposed as the person who asks: where they are signed
   * in to its forge, always, or never because there is no such sign-in.
   */
  signIn: z.enum(['none', 'offered', 'required']),
  /** Files that do not parse, and Kustomizations that do not build. */
  problems: z.array(
    z.object({
      file: z.string(),
      line: z.number(),
      column: z.number(),
      message: z.string(),
      url: z.string(),
    }),
  ),
});

/** @public */
export type RepositoryRow = z.infer<typeof repositoryRowSchema>;

import { z } from 'zod';

/** RFC 1123 label. */
const name = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'not a name for Kubernetes');

/**
 * What `component.yaml` says of a folder of templates: data, so that choosing
 * components needs no code for any of them.
 */
export const componentSchema = z.strictObject({
  name: name.describe('Name of the folder'),
  title: z.string().min(1),
  namespace: name,
  description: z.string().min(1),
  upstream: z.url().optional().describe('Where its documentation begins'),
  needs: z
    .array(name)
    .default([])
    .describe('Components that are chosen with it'),
  crds: z
    .boolean()
    .default(false)
    .describe('Brings CRDs, which the bootstrap applies first'),
  bootstrap: z
    .int()
    .optional()
    .describe(
      'Installed by the bootstrap, in the order of these numbers, from its folder app/',
    ),
  extensions: z
    .array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9._-]+$/))
    .default([])
    .describe('Talos system extensions that each node needs'),
  labs: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('Its words in the list of systems'),
  when: z
    .string()
    .min(1)
    .optional()
    .describe('Jinja expression: chosen by itself when it is true'),
  versions: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string().min(1))
    .default({})
    .describe('Versions for its templates, as versions["<name>"].<key>'),
  namespace_labels: z
    .record(z.string(), z.string())
    .default({})
    .describe('Labels that its namespace must have'),
  namespace_components: z
    .array(name)
    .default([])
    .describe('Its kustomize components that every namespace includes'),
  files: z
    .record(
      z.string().regex(/^[^/].*\/$/, 'a folder ends with "/"'),
      z.string().regex(/^([^/].*\/)?$/, 'a folder ends with "/"'),
    )
    .default({})
    .describe(
      'Folders of templates that are written elsewhere than below the app folder',
    ),
});

/** Metadata of a component, defaults filled in. @public */
export type Component = z.output<typeof componentSchema>;

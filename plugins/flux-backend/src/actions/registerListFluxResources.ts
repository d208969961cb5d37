import {
  FLUX_STATUSES,
  fluxResourceReadPermission,
  fluxRowsQuerySchema,
} from '@homestage/backstage-plugin-flux-common';
import {
  parseInput,
  requirePermission,
} from '@homestage/backstage-plugin-lab-node';
import type { FluxActionsOptions } from './registerFluxActions';

const MAX_ROWS = 200;

const DESCRIPTION = `Lists the Flux objects of the lab (Kustomizations, HelmReleases, sources and others) with their status in plain words.

Use it to find out what is not as Git says, and what blocks what. Status words, worst first: ${FLUX_STATUSES.join(
  ', ',
)}. A row with 'lastKnown' comes from a source that is silent: its state is not current. At most ${MAX_ROWS} rows are returned; narrow the filters when 'total' is larger.`;

/** Registers `list-flux-resources`. */
export function registerListFluxResources(options: FluxActionsOptions): void {
  const { actionsRegistry, service, permissions } = options;
  actionsRegistry.register({
    name: 'list-flux-resources',
    title: 'List Flux resources',
    description: DESCRIPTION,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: fluxResourceReadPermission,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().optional().describe('Name of the cluster'),
          kind: z.string().optional().describe('Such as HelmRelease'),
          namespace: z.string().optional(),
          status: z
            .string()
            .optional()
            .describe('One or more status words, comma-separated'),
          q: z.string().optional().describe('Words that must all occur'),
        }),
      output: z =>
        z.object({
          total: z.number(),
          sources: z.array(
            z.object({
              title: z.string(),
              status: z.string(),
              message: z.string(),
            }),
          ),
          rows: z.array(z.record(z.any())),
        }),
    },
    action: async ({ input, credentials }) => {
      await requirePermission(fluxResourceReadPermission, {
        permissions,
        credentials,
      });
      const answer = service
        .rows(parseInput(fluxRowsQuerySchema, input))
        .body();
      return {
        output: {
          total: answer.rows.length,
          sources: answer.sources
            .filter(({ status }) => status !== 'live')
            .map(({ title, status, message }) => ({ title, status, message })),
          rows: answer.rows.slice(0, MAX_ROWS),
        },
      };
    },
  });
}

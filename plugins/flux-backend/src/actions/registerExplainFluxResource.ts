import { fluxResourceReadPermission } from '@homestage/backstage-plugin-flux-common';
import { requirePermission } from '@homestage/backstage-plugin-lab-node';
import type { FluxActionsOptions } from './registerFluxActions';

const MAX_EVENTS = 10;

const DESCRIPTION = `Explains the state of one Flux object: status, what it means, the next step, the place in the runbook, what blocks it down to the root cause, what applies it, its history and latest events, and the commands that show the same in a terminal.

Use it after list-flux-resources, for an object that is not Ready.`;

/** Registers `explain-flux-resource`. The object itself and its values are left out. */
export function registerExplainFluxResource(options: FluxActionsOptions): void {
  const { actionsRegistry, service, permissions } = options;
  actionsRegistry.register({
    name: 'explain-flux-resource',
    title: 'Explain a Flux resource',
    description: DESCRIPTION,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: fluxResourceReadPermission,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().describe('Name of the cluster'),
          kind: z.string().describe('Such as Kustomization'),
          namespace: z.string(),
          name: z.string(),
        }),
      output: z => z.object({ resource: z.record(z.any()) }),
    },
    action: async ({ input, credentials }) => {
      await requirePermission(fluxResourceReadPermission, {
        permissions,
        credentials,
      });
      const answer = await service.detail(input);
      const { object: _, events, ...resource } = answer.body().resource;
      return {
        output: {
          resource: { ...resource, events: events.slice(0, MAX_EVENTS) },
        },
      };
    },
  });
}

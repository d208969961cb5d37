import {
  gitopsTreeReadPermission,
  type PresetsAnswer,
} from '@homestage/backstage-plugin-gitops-common';
import {
  toAppPreset,
  type AppPresets,
} from '@homestage/backstage-plugin-gitops-node';
import { formatPresetProblem, PRESET_GROUPS } from '@homestage/labctl';
import type { Router } from 'express';
import type { PermissionGate } from './requirePermission';
import { requirePermission } from './requirePermission';

/** Apps that the form "Add an app" can be filled in for. */
export function addPresetRoutes(
  router: Router,
  options: PermissionGate & { readonly presets: AppPresets },
): void {
  router.get('/presets', async (request, response) => {
    await requirePermission(request, gitopsTreeReadPermission, options);
    response.json(await readPresets(options.presets));
  });
}

async function readPresets(store: AppPresets): Promise<PresetsAnswer> {
  const { presets, problems } = await store.all();
  const all = [...presets.values()];
  return {
    presets: PRESET_GROUPS.flatMap(wanted =>
      all.filter(({ group }) => group === wanted).map(toAppPreset),
    ),
    problems: problems.map(formatPresetProblem),
  };
}

import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { FluxService } from '../service/FluxService';
import { registerExplainFluxResource } from './registerExplainFluxResource';
import { registerListFluxResources } from './registerListFluxResources';

export interface FluxActionsOptions {
  readonly actionsRegistry: ActionsRegistryService;
  readonly service: FluxService;
  readonly permissions: PermissionsService;
}

/** Registers the actions of the plugin; all of them only read. */
export function registerFluxActions(options: FluxActionsOptions): void {
  registerListFluxResources(options);
  registerExplainFluxResource(options);
}

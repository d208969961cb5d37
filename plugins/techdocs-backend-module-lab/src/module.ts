import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { DocsBuilds } from './DocsBuilds';
import { requestBuild } from './requestBuild';

/**
 * How often the catalog is asked for docs. A question costs one catalog query;
 * TechDocs itself looks for changes of built docs at most once a minute.
 */
const FREQUENCY = { seconds: 30 };

/** Longest one round may take: a first build installs nothing, but a lab may hold many sites. */
const TIMEOUT = { minutes: 15 };

/**
 * Builds the docs of every entity that has some, as soon as the catalog knows
 * it, and again when they change. Backstage builds docs when somebody opens
 * them, and search finds what is built: a runbook that nobody has read yet
 * would not be found on the night it is needed. Does nothing unless
 * `techdocs.builder` is `local`.
 *
 * @public
 */
export const techdocsModuleLab = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'lab',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, discovery, logger, scheduler }) {
        if (config.getOptionalString('techdocs.builder') !== 'local') {
          return;
        }
        const builds = new DocsBuilds({
          catalog,
          auth,
          logger,
          now: Date.now,
          build: (entityRef, signal) =>
            requestBuild(entityRef, { auth, discovery, signal }),
        });
        await scheduler.scheduleTask({
          id: 'lab-build-docs',
          // The local publisher keeps docs on this replica's own disk.
          scope: 'local',
          frequency: FREQUENCY,
          timeout: TIMEOUT,
          fn: signal => builds.round(signal),
        });
      },
    });
  },
});

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DefaultForgeService,
  DefaultRepoStore,
  type AppPresets,
  type ForgeService,
  type ImageRegistries,
  type RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import type { Forge as SandboxForge } from '@homestage/sandbox';
import { startTestForge } from '@homestage/sandbox/testUtils';

/** The services that actions stand on, on the sandbox's forge, and a workspace. */
export interface ActionFixture {
  readonly sandbox: SandboxForge;
  readonly repoStore: RepoStore;
  readonly forges: ForgeService;
  /** None. */
  readonly presets: AppPresets;
  /** Registries that have everything, unless `missing` names it. */
  readonly images: ImageRegistries;
  readonly missing: Set<string>;
  readonly workspacePath: string;
  stop(): Promise<void>;
}

/** @param tree - what the repository holds at first */
export async function startActionFixture(
  tree: ReadonlyMap<string, string>,
): Promise<ActionFixture> {
  const {
    forge,
    config: labConfig,
    directory,
    stop,
  } = await startTestForge(tree);
  const workspacePath = await mkdtemp(join(directory, 'workspace-'));
  const config = new ConfigReader(labConfig);
  const repoStore = DefaultRepoStore.fromConfig(config, {
    logger: mockServices.logger.mock(),
  });
  const missing = new Set<string>();
  return {
    sandbox: forge,
    repoStore,
    forges: DefaultForgeService.fromConfig(config),
    presets: { all: async () => ({ presets: new Map(), problems: [] }) },
    images: registriesWithout(missing),
    missing,
    workspacePath,
    async stop() {
      repoStore.stop();
      await stop();
    },
  };
}

function registriesWithout(missing: ReadonlySet<string>): ImageRegistries {
  return {
    async check(image) {
      const registry = image.split('/')[0];
      return missing.has(image)
        ? {
            image,
            registry,
            state: 'missing',
            message: `${registry} has no ${image}.`,
            nextStep: 'Look up what there is.',
          }
        : { image, registry, state: 'exists', message: 'It has it.' };
    },
  };
}

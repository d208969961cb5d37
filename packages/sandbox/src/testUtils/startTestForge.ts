import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startForge } from '../forge';
import type { FileSet, Forge } from '../forge';
import { portalConfig, type PortalConfig } from './portalConfig';

/** The forge alone, in this process. */
export interface TestForge {
  readonly forge: Forge;
  /** What the portal's configuration says about it. */
  readonly config: PortalConfig;
  /** Emptied at the end; tests may keep files in it. */
  readonly directory: string;
  stop(): Promise<void>;
}

/**
 * Starts a forge with the repository `lab/home-ops`, on a port the system chooses.
 *
 * @param seed - what the repository holds at first
 * @param options.path - root of the Kubernetes tree in it; default: `kubernetes`
 * @param options.presets - folder of presets that the portal reads
 * @param options.registries - registries of images that the portal may ask; default: none
 */
export async function startTestForge(
  seed: FileSet,
  options: {
    path?: string;
    presets?: string;
    registries?: readonly { host: string; url: string }[];
  } = {},
): Promise<TestForge> {
  const directory = await mkdtemp(join(tmpdir(), 'homestage-forge-'));
  const forge = await startForge({
    stateDirectory: join(directory, 'forge'),
    repositories: [{ owner: 'lab', name: 'home-ops', seed }],
  });
  const { url, token } = forge;
  return {
    forge,
    config: portalConfig({ forge: { url, token, ...options } }),
    directory,
    async stop() {
      await forge.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

import type { Forge as SandboxForge } from '@homestage/sandbox';
import { startTestForge } from '@homestage/sandbox/testUtils';
import { GiteaForge } from '../forge/GiteaForge';

/** What every repository of these tests holds at first. */
export const SEED: ReadonlyMap<string, string> = new Map([
  ['README.md', '# Lab\n'],
  [
    'apps/media/kustomization.yaml',
    'resources:\n  - ./namespace.yaml\n  - ./jellyfin/ks.yaml\n',
  ],
  ['apps/media/jellyfin/ks.yaml', 'kind: Kustomization\n'],
]);

export const OWNER = 'lab';
export const REPOSITORY = 'home-ops';

/** The sandbox's forge with one repository, and our adapter on it. */
export interface ForgeFixture {
  readonly sandbox: SandboxForge;
  readonly url: string;
  readonly host: string;
  /** A new adapter; with another token or time-out when given. */
  forge(options?: { token?: string; timeoutMs?: number }): GiteaForge;
  /** Commits on a branch as somebody else. */
  commitAs(branch: string, files: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

export async function startForgeFixture(): Promise<ForgeFixture> {
  const { forge: sandbox, stop } = await startTestForge(SEED);
  const url = `${sandbox.url}/${OWNER}/${REPOSITORY}`;
  const { host } = new URL(sandbox.url);
  return {
    sandbox,
    url,
    host,
    forge: ({ token = sandbox.token, timeoutMs } = {}) =>
      GiteaForge.create(
        { url, host, owner: OWNER, repository: REPOSITORY },
        {
          integration: { host, baseUrl: sandbox.url, password: token },
          timeoutMs,
        },
      ),
    commitAs: (branch, files) =>
      sandbox.commit(
        { owner: OWNER, name: REPOSITORY },
        {
          branch,
          message: 'Somebody else was here',
          files: Object.entries(files).map(([path, content]) => ({
            path,
            content,
          })),
        },
      ),
    stop,
  };
}

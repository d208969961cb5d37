import { startTestForge } from '@homestage/sandbox/testUtils';
import type { ForgeAccess } from '../forge/forgeAccess';
import { userAccess } from '../forge/forgeAccess';
import type { ForgeClientOptions } from '../forge/ForgeClient';
import { GiteaForge } from '../forge/GiteaForge';
import { GitHubForge } from '../forge/GitHubForge';
import { GitLabForge } from '../forge/GitLabForge';
import type { Forge } from '../types/Forge';
import type { ForgeKind } from '../types/RepositoryInfo';
import { FaultGate, type ApiHandler } from './FaultGate';
import { SEED } from './forgeFixture';
import { githubApi, type GithubCircumstances } from './github/githubApi';
import { gitlabApi, type GitlabCircumstances } from './gitlab/gitlabApi';
import { MemoryRepository } from './MemoryRepository';

/** How a test speaks to the forge of a lab. */
export interface LabForgeOptions
  extends Pick<ForgeClientOptions, 'timeoutMs' | 'now' | 'wait'> {
  /** Unset: the one the forge takes. */
  readonly token?: string;
  readonly access?: ForgeAccess;
}

/** One forge with one repository that holds the seed, and what stands before it. */
export interface ForgeLab {
  readonly kind: ForgeKind;
  readonly gate: FaultGate;
  readonly host: string;
  /** A new adapter. */
  forge(options?: LabForgeOptions): Forge;
  /** Commits on a branch as somebody else. */
  commitAs(branch: string, files: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/** A lab whose repository can be looked into and changed at will. */
export interface MemoryLab<Circumstances> extends ForgeLab {
  readonly repository: MemoryRepository;
  readonly circumstances: Circumstances;
}

const TOKEN = 'token-of-the-lab';

/** Gitea: the embedded lab's forge, which keeps real Git repositories. */
export async function startGiteaLab(): Promise<ForgeLab> {
  const { forge: sandbox, stop } = await startTestForge(SEED);
  const gate = await FaultGate.start(
    async ({ method, path, headers, body }) => {
      const response = await fetch(`${sandbox.url}${path}`, {
        method,
        headers: {
          accept: headers.accept ?? '',
          ...(headers.authorization
            ? { authorization: headers.authorization }
            : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        body: body || undefined,
      });
      return { status: response.status, body: await response.text() };
    },
  );
  const repository = { owner: 'lab', repository: 'home-ops' };
  const { host } = new URL(gate.url);
  return {
    kind: 'gitea',
    gate,
    host,
    forge: ({ token = sandbox.token, access, ...options } = {}) =>
      GiteaForge.create(
        { ...repository, host, url: `${gate.url}/lab/home-ops` },
        {
          ...options,
          integration: { host, baseUrl: gate.url, password: token },
          token: access && token,
        },
      ),
    commitAs: (branch, files) =>
      sandbox.commit(
        { owner: 'lab', name: 'home-ops' },
        {
          branch,
          message: 'Somebody else was here',
          files: Object.entries(files).map(([path, content]) => ({
            path,
            content,
          })),
        },
      ),
    async stop() {
      await gate.stop();
      await stop();
    },
  };
}

/** GitHub's API v3 over a repository in memory. */
export async function startGithubLab(
  seed: ReadonlyMap<string, string> = SEED,
): Promise<MemoryLab<GithubCircumstances>> {
  const repository = new MemoryRepository(seed);
  const circumstances: GithubCircumstances = {
    statuses: new Map(),
    checkRuns: new Map(),
    treeLimit: 100_000,
  };
  const gate = await startGate(web =>
    githubApi(repository, {
      owner: 'lab',
      name: 'home-ops',
      web,
      token: TOKEN,
      circumstances,
    }),
  );
  const { host } = new URL(gate.url);
  return {
    kind: 'github',
    gate,
    host,
    repository,
    circumstances,
    forge: ({ token = TOKEN, access, ...options } = {}) =>
      GitHubForge.create(
        {
          owner: 'lab',
          repository: 'home-ops',
          host,
          url: `${gate.url}/lab/home-ops`,
        },
        {
          ...options,
          integration: { host, apiBaseUrl: `${gate.url}/api/v3` },
          access: access ?? userAccess('github', token),
        },
      ),
    commitAs: async (branch, files) => repository.commitAs(branch, files),
    stop: () => gate.stop(),
  };
}

/** GitLab's API v4 over a project, in a subgroup, in memory. */
export async function startGitlabLab(
  seed: ReadonlyMap<string, string> = SEED,
): Promise<MemoryLab<GitlabCircumstances>> {
  const repository = new MemoryRepository(seed);
  const circumstances: GitlabCircumstances = {
    pipelines: new Map(),
    statuses: new Map(),
  };
  const gate = await startGate(web =>
    gitlabApi(repository, {
      project: 'lab/clusters/home-ops',
      web,
      token: TOKEN,
      circumstances,
    }),
  );
  const { host } = new URL(gate.url);
  return {
    kind: 'gitlab',
    gate,
    host,
    repository,
    circumstances,
    forge: ({ token = TOKEN, access, ...options } = {}) =>
      GitLabForge.create(
        {
          owner: 'lab/clusters',
          repository: 'home-ops',
          host,
          url: `${gate.url}/lab/clusters/home-ops`,
        },
        {
          ...options,
          integration: {
            host,
            baseUrl: gate.url,
            apiBaseUrl: `${gate.url}/api/v4`,
          },
          access: access ?? userAccess('gitlab', token),
        },
      ),
    commitAs: async (branch, files) => repository.commitAs(branch, files),
    stop: () => gate.stop(),
  };
}

/** The API knows its own address only once it listens. */
async function startGate(api: (web: string) => ApiHandler): Promise<FaultGate> {
  let handler: ApiHandler | undefined;
  const gate = await FaultGate.start(async request => {
    handler ??= api(gate.url);
    return handler(request);
  });
  return gate;
}

/** Every forge that there is an adapter for. */
export const FORGE_LABS = [
  ['Gitea', startGiteaLab],
  ['GitHub', startGithubLab],
  ['GitLab', startGitlabLab],
] as const satisfies readonly (readonly [string, () => Promise<ForgeLab>])[];

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startForge } from '../startForge';
import type { Forge, ForgeOptions } from '../types';

const run = promisify(execFile);

/** A forge with one repository and what tests do with it. */
export interface ForgeFixture {
  forge: Forge;
  directory: string;
  /** Calls the REST API with the token unless another `authorization` is given. */
  api(
    method: string,
    path: string,
    options?: { body?: unknown; authorization?: string },
  ): Promise<{ status: number; body: any; headers: Headers }>;
  /** Runs the real git, without this machine's configuration. */
  git(args: readonly string[], cwd?: string): Promise<string>;
  /** The clone address with the token in it. */
  remote: string;
  restart(options?: Partial<ForgeOptions>): Promise<void>;
  end(): Promise<void>;
}

export const SEED = new Map([
  ['README.md', '# home-ops\n'],
  ['kubernetes/apps/default/kustomization.yaml', 'resources:\n  - ./echo\n'],
  ['kubernetes/apps/default/echo/ks.yaml', 'kind: Kustomization\n'],
]);

export async function forgeFixture(
  options: Partial<ForgeOptions> = {},
): Promise<ForgeFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'forge-test-'));
  const all: ForgeOptions = {
    stateDirectory: join(directory, 'state'),
    repositories: [{ owner: 'lab', name: 'home-ops', seed: SEED }],
    ...options,
  };
  const fixture: ForgeFixture = {
    forge: await startForge(all),
    directory,
    remote: '',
    async api(method, path, { body, authorization } = {}) {
      const { forge } = fixture;
      const response = await fetch(`${forge.url}/api/v1${path}`, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: {
          Authorization: authorization ?? `token ${forge.token}`,
          'Content-Type': 'application/json',
        },
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: isJson(text) ? JSON.parse(text) : text,
      };
    },
    async git(args, cwd = directory) {
      const { stdout } = await run('git', [...args], {
        cwd,
        env: {
          PATH: process.env.PATH,
          HOME: directory,
          GIT_CONFIG_GLOBAL: devNull,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_TERMINAL_PROMPT: '0',
          GIT_AUTHOR_NAME: 'Ada',
          GIT_AUTHOR_EMAIL: 'ada@example.com',
          GIT_COMMITTER_NAME: 'Ada',
          GIT_COMMITTER_EMAIL: 'ada@example.com',
        },
      });
      return stdout;
    },
    async restart(changed = {}) {
      await fixture.forge.stop();
      fixture.forge = await startForge({ ...all, ...changed });
      fixture.remote = remoteOf(fixture.forge);
    },
    async end() {
      await fixture.forge.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  fixture.remote = remoteOf(fixture.forge);
  return fixture;
}

/** One file of a ChangeFiles call. */
export function change(
  operation: string,
  path: string,
  text = '',
  sha?: string,
) {
  return {
    operation,
    path,
    content: Buffer.from(text).toString('base64'),
    ...(sha ? { sha } : {}),
  };
}

function remoteOf(forge: Forge): string {
  const { host } = new URL(forge.url);
  return `http://homestage:${forge.token}@${host}/lab/home-ops.git`;
}

function isJson(text: string): boolean {
  return text.startsWith('{') || text.startsWith('[') || text === 'null';
}

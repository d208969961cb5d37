import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { packageFolder } from '../packageFolder';
import { portalConfig, type PortalConfig } from './portalConfig';

const COMMAND = packageFolder('bin/homestage-sandbox.cjs');

/** The whole lab in a process of its own, known by its network addresses. */
export interface EmbeddedLab {
  /** What the portal's configuration says about it. */
  readonly config: PortalConfig;
  /** Calls the forge's REST API for the lab's repository; answers its JSON. */
  forge(method: string, path: string, body?: object): Promise<any>;
  startScenario(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded lab on its own tree, on ports the system chooses. */
export async function startEmbeddedLab(): Promise<EmbeddedLab> {
  const state = await mkdtemp(join(tmpdir(), 'homestage-lab-'));
  // With its parent, so that it does not outlive a test run that is killed.
  const child = spawn(
    process.execPath,
    [COMMAND, '--state', state, '--with-parent'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const { kubernetes, forge, admin } = await Promise.race([
    firstLine(child.stdout).then(line => JSON.parse(line)),
    ended.then(() => {
      throw new Error('The embedded lab ended before it was ready');
    }),
  ]);
  const read = async (file: string) => (await readFile(file, 'utf8')).trim();
  const [forgeToken, viewerToken, adminToken] = await Promise.all([
    read(forge.tokenFile),
    read(kubernetes.tokenFiles.viewer),
    read(kubernetes.tokenFiles.admin),
  ]);
  return {
    config: portalConfig({
      forge: { url: forge.url, token: forgeToken, refreshSeconds: 1 },
      kubernetes: { ...kubernetes, token: viewerToken },
    }),
    forge: (method, path, body) =>
      call(`${forge.url}/api/v1/repos/lab/home-ops${path}`, {
        method,
        headers: { Authorization: `token ${forgeToken}` },
        body: body && JSON.stringify(body),
      }),
    async startScenario(name) {
      await call(`${admin.url}/scenarios/${name}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${adminToken}` },
      });
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(state, { recursive: true, force: true });
    },
  };
}

async function call(url: string, init: RequestInit): Promise<any> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${init.method} ${url}: HTTP ${response.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream })) {
    return line;
  }
  throw new Error('The embedded lab said nothing');
}

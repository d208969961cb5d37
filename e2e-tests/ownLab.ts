import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PORT_OFFSET, portsAt } from '../scripts/ports.mjs';
import { runPortal, type RunningPortal } from './runPortal';

const ROOT = path.resolve(__dirname, '..');
const EXAMPLE = path.join(ROOT, 'app-config.local.example.yaml');
const LAB = path.join(ROOT, 'packages/sandbox/bin/homestage-sandbox.cjs');

/** A tree that is not this repository's: other apps, in another layout. */
const TREE = path.join(
  ROOT,
  'plugins/scaffolder-backend-module-gitops/src/__fixtures__/shared-source/tree',
);

/** Far enough from the portal of the other stories, and from its lab. */
const OFFSET = PORT_OFFSET + 30;

/** The ports of the portal that shows the own lab. */
export const OWN_PORTS = portsAt(OFFSET);

/** What the lab says when it answers. */
interface LabReady {
  kubernetes: { url: string; caFile: string; tokenFiles: { viewer: string } };
  forge: { url: string; tokenFile: string };
}

/** A lab that somebody has had for years, and a portal pointed at it. */
export interface OwnLab {
  readonly portal: RunningPortal;
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a lab of its own that plays the real one, writes the configuration as
 * the README says, in a directory of its own, and runs the portal with it.
 */
export async function startOwnLab(): Promise<OwnLab> {
  const directory = mkdtempSync(path.join(tmpdir(), 'homestage-own-lab-'));
  const lab = spawn(
    process.execPath,
    [
      LAB,
      '--state',
      path.join(directory, 'lab'),
      '--tree',
      copyTree(path.join(directory, 'tree')),
      '--with-parent',
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(lab, 'exit');
  const stopLab = async () => {
    lab.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const { kubernetes, forge } = await Promise.race([
      firstLine(lab.stdout),
      ended.then(() => {
        throw new Error('The lab ended before it was ready.');
      }),
    ]);
    const config = path.join(directory, 'app-config.local.yaml');
    writeFileSync(config, ownConfig(forge.url, kubernetes.url));
    const read = (file: string) => readFileSync(file, 'utf8').trim();
    const portal = await runPortal(['--config', config], {
      ...process.env,
      HOMESTAGE_PORT_OFFSET: String(OFFSET),
      HOMESTAGE_FORGE_TOKEN: read(forge.tokenFile),
      HOMESTAGE_KUBERNETES_TOKEN: read(kubernetes.tokenFiles.viewer),
      HOMESTAGE_KUBERNETES_CA: readFileSync(kubernetes.caFile, 'base64'),
    });
    return {
      portal,
      url: `http://localhost:${OWN_PORTS.app}`,
      async stop() {
        await portal.stop();
        await stopLab();
      },
    };
  } catch (error) {
    await stopLab();
    throw error;
  }
}

/** The tree, with its source named as the lab names the one that it bootstraps. */
function copyTree(directory: string): string {
  cpSync(TREE, directory, { recursive: true });
  for (const name of readdirSync(directory, { recursive: true })) {
    const file = path.join(directory, String(name));
    if (file.endsWith('.yaml')) {
      const text = readFileSync(file, 'utf8');
      const source = /(kind: GitRepository\n\s+name: )home$/gm;
      writeFileSync(file, text.replace(source, '$1flux-system'));
    }
  }
  return directory;
}

/** The example with its three places filled in, and nothing else changed. */
function ownConfig(forgeUrl: string, kubernetesUrl: string): string {
  const { host } = new URL(forgeUrl);
  return [
    ['https://git.example.com/me/home-ops', `${forgeUrl}/lab/home-ops`],
    ['path: kubernetes #', 'path: clusters/home #'],
    ['host: git.example.com', `host: ${host}\n      baseUrl: ${forgeUrl}`],
    ['https://kubernetes.example.com:6443', kubernetesUrl],
  ].reduce((text, [place, own]) => {
    if (text.split(place).length !== 2) {
      throw new Error(`${EXAMPLE} must hold '${place}' once.`);
    }
    return text.replace(place, own);
  }, readFileSync(EXAMPLE, 'utf8'));
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<LabReady> {
  for await (const line of createInterface({ input: stream })) {
    return JSON.parse(line);
  }
  throw new Error('The lab said nothing.');
}

/**
 * Leaves a lab of real servers running until it gets SIGINT or SIGTERM:
 * `npm run real -- kubernetes flux gitea [--tree FOLDER]`.
 */
import { parseArgs } from 'node:util';
import { FLUX_GROUPS, RealFlux, RealGitea, RealKubernetes } from '../src';

const SERVERS = ['kubernetes', 'flux', 'gitea'];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wanted(): { servers: string[]; tree?: string } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { tree: { type: 'string' } },
  });
  const unknown = positionals.find(name => !SERVERS.includes(name));
  if (unknown) {
    throw new Error(
      `There is no server '${unknown}'. Servers: ${SERVERS.join(
        ', ',
      )}; none means all.`,
    );
  }
  return {
    servers: positionals.length > 0 ? positionals : SERVERS,
    tree: values.tree,
  };
}

type Stoppable = { stop(): Promise<void> };

async function startKubernetes(
  running: Stoppable[],
  servers: readonly string[],
): Promise<void> {
  const hasFlux = servers.includes('flux');
  const kubernetes = await RealKubernetes.start({
    nodes: 3,
    definitions: hasFlux ? FLUX_GROUPS : undefined,
  });
  running.unshift(kubernetes);
  say(`kubernetes  kubectl --kubeconfig ${kubernetes.kubeconfig()} get nodes`);
  if (hasFlux) {
    const flux = await RealFlux.start(kubernetes);
    running.unshift(flux);
    say(`flux        receivers at ${flux.receiverUrl}`);
  }
}

async function startGitea(running: Stoppable[], tree?: string): Promise<void> {
  const gitea = await RealGitea.start();
  running.unshift(gitea);
  say(`gitea       ${gitea.url} (user lab, token ${gitea.tokenFile})`);
  if (tree) {
    say(`            ${await gitea.createRepository('home-ops', tree)}`);
  }
}

async function main(): Promise<void> {
  const running: Stoppable[] = [];
  const stopAll = async () => {
    for (const server of running.splice(0)) {
      await server.stop();
    }
  };
  const told = new Promise(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  try {
    const { servers, tree } = wanted();
    if (servers.includes('gitea') || tree) {
      await startGitea(running, tree);
    }
    if (servers.includes('kubernetes') || servers.includes('flux')) {
      await startKubernetes(running, servers);
    }
    say('\nThe lab runs; Ctrl-C stops it and removes its data.');
    await told;
  } finally {
    await stopAll();
  }
}

main().catch(error => {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
});

import path from 'node:path';
import { parseArgs } from 'node:util';
import { createSystemClock } from './controllers/runtime/createSystemClock';
import { packageFolder } from './packageFolder';
import { Sandbox, startSandbox } from './startSandbox';

const USAGE = `homestage-sandbox --state DIR [--tree DIR] [--scenario NAME]
    [--kubernetes-port N] [--forge-port N] [--admin-port N] [--host ADDRESS]
    [--clock-factor N] [--reset] [--with-parent]`;

/** The reference lab of this repository. */
const OWN_TREE = packageFolder('../../infra');

/** How long a stop may take before the process ends anyway. */
const STOP_LIMIT_MS = 900;

const say = (line: string) => process.stderr.write(`${line}\n`);

function readArguments(argv: string[]) {
  const { values } = parseArgs({
    args: argv,
    options: {
      'admin-port': { type: 'string' },
      'clock-factor': { type: 'string' },
      'forge-port': { type: 'string' },
      host: { type: 'string' },
      'kubernetes-port': { type: 'string' },
      reset: { type: 'boolean' },
      scenario: { type: 'string' },
      state: { type: 'string' },
      tree: { type: 'string' },
      'with-parent': { type: 'boolean' },
    },
  });
  if (!values.state)
    throw new Error(
      '--state is missing: the folder to keep keys and the repository in',
    );
  const number = (
    name: 'admin-port' | 'clock-factor' | 'forge-port' | 'kubernetes-port',
  ) => {
    const text = values[name];
    if (text === undefined) return undefined;
    if (!/^\d+(\.\d+)?$/.test(text))
      throw new Error(`--${name} must be a number, not "${text}"`);
    return Number(text);
  };
  const tree = path.resolve(values.tree ?? OWN_TREE);
  return {
    withParent: values['with-parent'] ?? false,
    clockFactor: number('clock-factor') ?? 1,
    sandbox: {
      stateDirectory: path.resolve(values.state),
      tree,
      isForeignTree: tree !== OWN_TREE,
      host: values.host,
      reset: values.reset,
      scenario: values.scenario,
      adminPort: number('admin-port'),
      forgePort: number('forge-port'),
      kubernetesPort: number('kubernetes-port'),
    },
  };
}

/** What a caller needs to use the lab: addresses and files, and no secret. */
function readyLine({ kubernetes, talos, forge, adminUrl }: Sandbox): string {
  const directory = path.dirname(kubernetes.kubeconfigFile);
  return JSON.stringify({
    ready: true,
    kubernetes: {
      url: kubernetes.url,
      caFile: kubernetes.caFile,
      kubeconfig: kubernetes.kubeconfigFile,
      viewerKubeconfig: kubernetes.viewerKubeconfigFile,
      tokenFiles: {
        admin: path.join(directory, 'token-admin'),
        viewer: path.join(directory, 'token-viewer'),
      },
    },
    talos: {
      talosconfig: talos.talosconfigFile,
      operatorTalosconfig: talos.operatorTalosconfigFile,
      adminTalosconfig: talos.adminTalosconfigFile,
    },
    forge: {
      url: forge.url,
      tokenFile: forge.tokenFile,
      repository: `${forge.url}/lab/home-ops`,
    },
    admin: { url: adminUrl },
  });
}

function stopOnce(sandbox: Sandbox): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    sandbox.stop().then(
      () => process.exit(0),
      error => {
        say(`The lab did not stop cleanly: ${String(error)}`);
        process.exit(1);
      },
    );
  };
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE'
    ? `Port ${port} is taken by another program. End it, or give another port.`
    : error.message;
}

/**
 * The command `homestage-sandbox`: starts the lab, prints one line of JSON when
 * it answers, and runs until it is told to stop (SIGTERM, SIGINT, or with
 * `--with-parent` when its parent is gone).
 * @public
 */
export async function main(argv: string[]): Promise<void> {
  let given;
  try {
    given = readArguments(argv);
  } catch (error) {
    say(`${sentence(error)}\n\n${USAGE}`);
    process.exit(2);
  }
  try {
    const sandbox = await startSandbox({
      ...given.sandbox,
      clock: createSystemClock({ factor: given.clockFactor }),
      onFailure: (message, error) => say(`${message}: ${sentence(error)}`),
    });
    const stop = stopOnce(sandbox);
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    if (given.withParent) {
      process.on('disconnect', stop);
      process.stdin.on('end', stop).on('close', stop).resume();
    }
    process.stdout.write(`${readyLine(sandbox)}\n`);
  } catch (error) {
    say(`The embedded lab cannot start: ${sentence(error)}`);
    process.exit(1);
  }
}

if (require.main === module) {
  main(process.argv.slice(2));
}

import { runTool } from '../../process/runTool';

/** The config of a machine, and what it is patched with. */
export interface GenerateConfigOptions {
  readonly file: string;
  readonly role: 'control-plane' | 'worker';
  readonly secrets: string;
  readonly cluster: string;
  readonly endpoint: string;
  readonly talosVersion: string;
  readonly kubernetesVersion: string;
  /** Files, in their order. */
  readonly patches: readonly string[];
}

/** Writes the machine config that the real talosctl generates and patches. */
export async function generateConfig(
  options: GenerateConfigOptions,
): Promise<void> {
  await runTool('talosctl', [
    ...['gen', 'config', options.cluster, options.endpoint],
    ...['--with-secrets', options.secrets],
    ...['--with-docs=false', '--with-examples=false'],
    ...['--output', options.file],
    ...['--output-types', options.role.replace('-', '')],
    ...['--talos-version', options.talosVersion],
    ...['--kubernetes-version', options.kubernetesVersion],
    ...options.patches.flatMap(file => ['--config-patch', `@${file}`]),
  ]);
}

import { renameSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { TalosPair } from './certificates';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/**
 * Writes a talosconfig with one context. Beside it first and then moved, as the
 * kubelet does with a Secret: nobody reads half a file.
 */
export function writeTalosconfig(
  file: string,
  options: {
    endpoints: readonly string[];
    nodes: readonly string[];
    ca: string;
    client: TalosPair;
  },
): string {
  const { endpoints, nodes, ca, client } = options;
  const config = {
    context: 'lab',
    contexts: {
      lab: {
        endpoints,
        nodes,
        ca: base64(ca),
        crt: base64(client.certificate),
        key: base64(client.key),
      },
    },
  };
  const aside = `${file}.new`;
  writeFileSync(aside, stringify(config), { mode: 0o600 });
  renameSync(aside, file);
  return file;
}

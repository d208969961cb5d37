import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTool } from '../../process/runTool';

/** A Secret as it lies in Git, and the key that opens it. */
export async function sealedSecret(): Promise<{ text: string; key: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'homestage-sealed-'));
  try {
    const key = await runTool('age-keygen', []);
    const recipient = /public key: (\S+)/.exec(key)![1];
    const file = path.join(folder, 'sealed.sops.yaml');
    writeFileSync(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'sealed', namespace: 'default' },
        stringData: { word: 'any' },
      }),
    );
    const text = await runTool('sops', [
      ...['--encrypt', '--age', recipient],
      ...['--encrypted-regex', '^(data|stringData)$', file],
    ]);
    return { text, key };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

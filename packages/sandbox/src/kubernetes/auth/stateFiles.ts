import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

/** For the owner alone: these files hold tokens. */
const PRIVATE = { mode: 0o600 };

/** The token of a user as an earlier start left it; undefined when there is none. */
export function readToken(directory: string, user: string): string | undefined {
  const file = path.join(directory, `token-${user}`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Writes the token of a user to `token-<user>`. */
export function writeToken(
  directory: string,
  user: string,
  token: string,
): void {
  writeFileSync(path.join(directory, `token-${user}`), `${token}\n`, PRIVATE);
}

/** Writes a kubeconfig for one user of the lab and gives its path. */
export function writeKubeconfig(
  file: string,
  options: { url: string; caFile: string; user: string; token: string },
): string {
  const { url, caFile, user, token } = options;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'lab',
        cluster: {
          server: url,
          'certificate-authority-data': readFileSync(caFile).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [
      { name: 'lab', context: { cluster: 'lab', user, namespace: 'default' } },
    ],
    'current-context': 'lab',
  };
  writeFileSync(file, stringify(config), PRIVATE);
  return file;
}

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { LabFolder } from '../process/LabFolder';
import { KubernetesAddress } from './KubernetesConnection';

/** Files that an API server is started with. */
export interface ApiServerFiles {
  tokenFile: string;
  serviceAccountKey: string;
  auditPolicy: string;
  auditLog: string;
  /** The server makes `apiserver.crt` in it, which clients trust. */
  certificates: string;
}

const SECRET = { mode: 0o600 };

/**
 * Writes what an API server needs before its first start.
 *
 * @param tokens - the bearer token of each user
 */
export function writeApiServerFiles(
  folder: LabFolder,
  tokens: Readonly<Record<string, string>>,
): ApiServerFiles {
  const files = {
    tokenFile: folder.file('tokens.csv'),
    serviceAccountKey: folder.file('service-account.key'),
    auditPolicy: folder.file('audit-policy.yaml'),
    auditLog: folder.file('audit.log'),
    certificates: folder.folder('certificates'),
  };
  writeTokens(files.tokenFile, tokens);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(
    files.serviceAccountKey,
    privateKey.export({ type: 'sec1', format: 'pem' }),
    SECRET,
  );
  writeFileSync(
    files.auditPolicy,
    stringify({
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      // Who asked for what; a watch once when it begins.
      omitStages: ['RequestReceived'],
      rules: [{ level: 'Metadata' }],
    }),
  );
  return files;
}

/** Writes the file of static tokens, which an API server reads when it starts. */
export function writeTokens(
  file: string,
  tokens: Readonly<Record<string, string>>,
): void {
  const lines = Object.entries(tokens).map(([user, token]) =>
    [token, user, user, ...(user === 'admin' ? ['system:masters'] : [])].join(),
  );
  writeFileSync(file, `${lines.join('\n')}\n`, SECRET);
}

export function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** Writes a kubeconfig file for one user, readable by its owner alone. */
export function writeKubeconfig(
  file: string,
  user: string,
  address: KubernetesAddress,
): void {
  writeFileSync(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'lab',
          cluster: {
            server: address.url,
            'certificate-authority': address.caFile,
          },
        },
      ],
      users: [{ name: user, user: { token: address.token } }],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user } }],
      'current-context': 'lab',
    }),
    SECRET,
  );
}

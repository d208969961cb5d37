import { readFileSync } from 'node:fs';
import { repositoryPath } from '../../files/renderLab';
import type { RealKubernetes } from '../../kubernetes/RealKubernetes';

/** Who the portal is in the audit log. */
export const ACCOUNT = 'system:serviceaccount:homestage:homestage';

/** Makes the account of docs/rbac.yaml, and a token of it. */
export async function portalToken(kubernetes: RealKubernetes): Promise<string> {
  await kubernetes.run('kubectl', ['apply', '-f', '-'], {
    stdin: readFileSync(repositoryPath('docs/rbac.yaml'), 'utf8'),
  });
  const token = await kubernetes.run('kubectl', [
    ...['create', 'token', 'homestage', '--namespace', 'homestage'],
  ]);
  return token.trim();
}

/** Makes the account of docs/rbac.yaml, and a portal's configuration with its token. */
export async function portalAccount(kubernetes: RealKubernetes) {
  const token = await portalToken(kubernetes);
  return {
    data: {
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'lab',
                url: kubernetes.url,
                caFile: kubernetes.caFile,
                authProvider: 'serviceAccount',
                serviceAccountToken: token,
              },
            ],
          },
        ],
      },
    },
  };
}

/** What was asked for with that account, and was refused or was a Secret. */
export function complaints(kubernetes: RealKubernetes) {
  const events = kubernetes
    .auditEvents()
    .filter(({ user }) => user.username === ACCOUNT);
  const uris = (found: typeof events) =>
    found.map(({ verb, requestURI }) => `${verb} ${requestURI}`);
  return {
    requests: events.length,
    refused: uris(
      events.filter(({ responseStatus }) => responseStatus?.code === 403),
    ),
    secrets: uris(
      events.filter(({ objectRef }) => objectRef?.resource === 'secrets'),
    ),
  };
}

import type { RealFlux } from '../../flux/RealFlux';
import type { RealGitea } from '../../gitea/RealGitea';
import { newToken } from '../../kubernetes/apiServerFiles';
import type { RealKubernetes } from '../../kubernetes/RealKubernetes';
import { waitFor } from '../../process/waitFor';

const NAMESPACE = 'flux-system';
const NOTIFICATION = 'notification.toolkit.fluxcd.io';

const named = (name: string) => ({ name, namespace: NAMESPACE });

/**
 * Lets the real Flux follow a repository as a person sets it up once: it looks only
 * when the web hook of the forge tells its Receiver, and writes what came of a
 * commit back to the forge.
 */
export async function followRepository(
  name: string,
  lab: { gitea: RealGitea; kubernetes: RealKubernetes; flux: RealFlux },
): Promise<void> {
  const { gitea, kubernetes, flux } = lab;
  const address = `${gitea.url}/lab/${name}`;
  const secret = newToken();
  const source = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
  };
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: named('web-hook'),
      stringData: { token: secret },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: named('forge'),
      stringData: { token: gitea.token },
    },
    {
      ...source,
      metadata: named(name),
      // An hour: whatever arrives sooner was told by the web hook.
      spec: { interval: '1h', url: `${address}.git`, ref: { branch: 'main' } },
    },
    {
      apiVersion: `${NOTIFICATION}/v1`,
      kind: 'Receiver',
      metadata: named('forge'),
      spec: {
        // Gitea signs as GitHub does, and Flux has no type of its own for it.
        type: 'github',
        events: ['push'],
        secretRef: { name: 'web-hook' },
        resources: [{ ...source, name }],
      },
    },
    {
      apiVersion: `${NOTIFICATION}/v1beta3`,
      kind: 'Provider',
      metadata: named('forge'),
      spec: { type: 'gitea', address, secretRef: { name: 'forge' } },
    },
    {
      apiVersion: `${NOTIFICATION}/v1beta3`,
      kind: 'Alert',
      metadata: named('forge'),
      spec: {
        providerRef: { name: 'forge' },
        eventSeverity: 'info',
        eventSources: [{ kind: 'Kustomization', name: '*' }],
      },
    },
  ];
  await kubernetes.run('kubectl', ['apply', '--server-side', '-f', '-'], {
    stdin: objects.map(object => JSON.stringify(object)).join('\n---\n'),
  });
  const path = await waitFor('the path of the Receiver', async () => {
    const receiver = await kubernetes
      .as('admin')
      .json(`/apis/${NOTIFICATION}/v1/namespaces/${NAMESPACE}/receivers/forge`);
    return receiver.status?.webhookPath as string | undefined;
  });
  await gitea.json('POST', `/repos/lab/${name}/hooks`, {
    type: 'gitea',
    config: { url: `${flux.receiverUrl}${path}`, content_type: 'json', secret },
    events: ['push'],
    active: true,
  });
}

/**
 * A program of its own, because the Kubernetes client is brought by a dynamic
 * import, which Jest does not run: starts the backend of the Kubernetes tab on a
 * configuration from standard input, asks it once as the tab does, and prints what
 * it answers.
 */
import { text } from 'node:stream/consumers';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';

async function main(): Promise<void> {
  const { config, entity } = JSON.parse(await text(process.stdin));
  const backend = await startTestBackend({
    features: [
      kubernetesPlugin,
      catalogServiceMock.factory({ entities: [entity] }),
      mockServices.rootConfig.factory(config),
    ],
  });
  const { name } = entity.metadata;
  const response = await fetch(
    `http://127.0.0.1:${backend.server.port()}/api/kubernetes/services/${name}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entity, auth: {} }),
    },
  );
  process.stdout.write(await response.text());
  await backend.stop();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});

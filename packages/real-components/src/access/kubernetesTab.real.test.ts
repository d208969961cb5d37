import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { repositoryPath } from '../files/renderLab';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { complaints, portalAccount } from './__testUtils__/portalAccount';

/** An app with the label that the Kubernetes tab looks for. */
const APP = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'lab' },
};

/** What the backend of the tab answers, in a process of its own. */
async function askTab(question: object) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      repositoryPath('packages/real-components/dev/kubernetesTab.ts'),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  child.stdin.end(JSON.stringify(question));
  const [answer, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
  ]);
  if (!answer) {
    throw new Error(`The Kubernetes tab gave no answer: ${complaint}`);
  }
  return JSON.parse(answer);
}

describe('the Kubernetes tab with the role of the portal', () => {
  let kubernetes: RealKubernetes;

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start();
  });
  afterAll(() => kubernetes?.stop());

  it('reads all that it shows of an app', async () => {
    const config = await portalAccount(kubernetes);
    await kubernetes.run('kubectl', ['apply', '-f', '-'], {
      stdin: JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'settings',
          namespace: 'default',
          labels: { 'backstage.io/kubernetes-id': 'web' },
        },
      }),
    });
    const answer = await askTab({ config, entity: APP });
    expect(answer).toEqual({
      items: [
        expect.objectContaining({
          cluster: expect.objectContaining({ name: 'lab' }),
        }),
      ],
    });
    const [{ errors, resources }] = answer.items;
    expect(errors).toEqual([]);
    expect(resources).toContainEqual({
      type: 'configmaps',
      resources: [
        expect.objectContaining({
          metadata: expect.objectContaining({ name: 'settings' }),
        }),
      ],
    });
    expect(complaints(kubernetes)).toEqual({
      requests: expect.any(Number),
      refused: [],
      secrets: [],
    });
    expect(complaints(kubernetes).requests).toBeGreaterThan(5);
  });
});

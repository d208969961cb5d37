import { TestLab } from '../__testUtils__/TestLab';

const FILES = new Map([
  [
    'nodes.yaml',
    'nodes: [{ name: one, address: 192.168.1.10, controller: true }]',
  ],
  [
    'cluster/cluster.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: webhook, namespace: flux-system }
spec:
  interval: 1h
  path: ./webhook
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  ],
  [
    'webhook/receiver.yaml',
    `apiVersion: notification.toolkit.fluxcd.io/v1
kind: Receiver
metadata: { name: webhook, namespace: flux-system }
spec:
  type: github
  events: [ping, push]
  resources: [{ kind: GitRepository, name: flux-system }]
  secretRef: { name: webhook-token }
`,
  ],
]);

describe('a Receiver', () => {
  let lab: TestLab;

  beforeAll(async () => {
    lab = await TestLab.create(FILES);
    lab.start();
  });

  afterAll(() => lab.stop());

  it('waits for its token, and then says where it is called', async () => {
    const says = () => lab.says('Receiver', 'flux-system', 'webhook');
    await lab.until(() => says().startsWith('False TokenNotFound'));
    expect(says()).toContain("'flux-system/webhook-token'");

    lab.store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'webhook-token', namespace: 'flux-system' },
      data: { token: 'YWJj' },
    });
    await lab.until(() => lab.isReady('Receiver', 'flux-system', 'webhook'));

    const { webhookPath } =
      lab.get('Receiver', 'flux-system', 'webhook')?.status ?? {};
    expect(webhookPath).toMatch(/^\/hook\/[0-9a-f]{64}$/);
    expect(says()).toBe(
      `True Succeeded: Receiver initialized for path: ${webhookPath}`,
    );
  });
});

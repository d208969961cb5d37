import { TestLab } from '../__testUtils__/TestLab';

const UPGRADE = (
  version: string,
) => `apiVersion: tuppr.home-operations.com/v1alpha1
kind: TalosUpgrade
metadata: { name: talos }
spec: { talos: { version: ${version} } }
---
apiVersion: tuppr.home-operations.com/v1alpha1
kind: KubernetesUpgrade
metadata: { name: kubernetes }
spec: { kubernetes: { version: v1.36.4 } }
`;

const FILES = new Map([
  [
    'nodes.yaml',
    `nodes:
  - { name: cp, address: 192.168.1.10, controller: true }
  - { name: worker, address: 192.168.1.11, controller: false }
`,
  ],
  [
    'cluster/cluster.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: upgrades, namespace: flux-system }
spec:
  interval: 1h
  path: ./upgrades
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  ],
  ['upgrades/talos.yaml', UPGRADE('v1.13.9')],
]);

describe('tuppr', () => {
  let lab: TestLab;

  const status = (kind: string) =>
    lab.store
      .list({ group: 'tuppr.home-operations.com', kind })
      .map(object => object.status)[0];

  beforeAll(async () => {
    lab = await TestLab.create(FILES, { isForeign: true });
    lab.start();
    await lab.until(() => status('TalosUpgrade')?.phase === 'Completed');
  });

  afterAll(() => lab.stop());

  const node = (name: string) => lab.get('Node', undefined, name);
  const image = (name: string) => node(name)?.status?.nodeInfo.osImage;

  it('has nothing to do where all nodes run the version', () => {
    expect(status('KubernetesUpgrade')).toMatchObject({
      phase: 'Completed',
      observedGeneration: 1,
    });
    expect(image('worker')).toBe('Talos (v1.13.9)');
  });

  it('upgrades one node after the other: cordoned, away, back with the version', async () => {
    await lab.commit({ 'upgrades/talos.yaml': UPGRADE('v1.14.0') }, 'Upgrade');
    await lab.until(() => status('TalosUpgrade')?.phase === 'Upgrading');
    expect(status('TalosUpgrade')).toMatchObject({ currentNode: 'worker' });
    expect(node('worker')?.spec?.unschedulable).toBe(true);
    await lab.until(() => !lab.faults.hasPower('worker'));
    expect(lab.faults.hasPower('cp')).toBe(true);
    await lab.until(() => status('TalosUpgrade')?.currentNode === 'cp');
    expect(image('worker')).toBe('Talos (v1.14.0)');
    expect(node('worker')?.spec?.unschedulable).toBeUndefined();
    await lab.until(() => status('TalosUpgrade')?.phase === 'Completed');
    expect(status('TalosUpgrade').completedNodes).toEqual(['worker', 'cp']);
    expect(image('cp')).toBe('Talos (v1.14.0)');
  });

  it('waits while a node is not ready', async () => {
    lab.faults.setPower('cp', false);
    await lab.until(() =>
      node('cp')?.status?.conditions.some(
        (one: { type: string; status: string }) =>
          one.type === 'Ready' && one.status === 'Unknown',
      ),
    );
    await lab.commit({ 'upgrades/talos.yaml': UPGRADE('v1.14.1') }, 'Again');
    await lab.until(() => status('TalosUpgrade')?.message === 'Not ready: cp');
    expect(status('TalosUpgrade').phase).toBe('HealthChecking');
    lab.faults.setPower('cp', true);
    await lab.until(() => status('TalosUpgrade')?.phase === 'Draining');
  });
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { releasesIn } from '../controllers/__testUtils__/releasesIn';
import { readFolder, TestLab } from '../controllers/__testUtils__/TestLab';
import { LabRepository } from './LabRepository';
import { readScenarios } from './readScenarios';
import { ScenarioRunner } from './ScenarioRunner';

const INFRA = path.resolve(__dirname, '../../../../infra');

describe('scenarios of the reference lab', () => {
  let lab: TestLab;
  let runner: ScenarioRunner;
  const problems: string[] = [];

  const allReady = () =>
    ['Kustomization', 'HelmRelease'].every(kind =>
      lab
        .list(kind)
        .every(({ metadata }) =>
          lab.isReady(kind, metadata.namespace ?? '', metadata.name),
        ),
    );

  beforeAll(async () => {
    const tree = await readFolder(INFRA);
    lab = await TestLab.create(tree);
    const repository: LabRepository = {
      read: file => lab.read(file),
      commit: async ({ message, files }) => {
        await lab.commit(Object.fromEntries(files), message);
      },
    };
    runner = new ScenarioRunner({
      lab: lab.lab,
      host: lab.host,
      repository,
      scenarios: readScenarios(),
      onFailure: (name, error) => problems.push(`${name}: ${String(error)}`),
    });
    lab.start();
    await lab.until(
      () => lab.list('HelmRelease').length === releasesIn(tree) && allReady(),
    );
  });

  afterEach(async () => {
    if (problems.length > 0) throw new Error(problems.join('\n'));
    await runner.start('healthy');
    await lab.until(allReady, 300_000);
  });
  afterAll(() => lab.stop());

  it('failing-chart: the upgrade of echo is rolled back until its retries are used up, and the old pods stay', async () => {
    await runner.start('failing-chart');
    const says = (type?: string) =>
      lab.says('HelmRelease', 'default', 'echo', type);
    await lab.until(() => says('Remediated').startsWith('True'));
    expect(says('Released')).toMatch(/^False UpgradeFailed/);
    await lab.until(() => says('Stalled').startsWith('True'), 200_000);
    const running = lab
      .list('Pod', 'default')
      .filter(
        ({ metadata, status }) =>
          metadata.name.startsWith('echo') && status?.phase === 'Running',
      );
    expect(running.map(({ spec }) => spec?.containers[0].image)).toEqual(
      Array(2).fill('ghcr.io/mendhak/http-https-echo:41'),
    );
    expect(lab.isReady('Kustomization', 'default', 'echo')).toBe(true);
  });

  it('suspended-parent: what depends on a suspended Kustomization is blocked by name', async () => {
    await runner.start('suspended-parent');
    await lab.until(() =>
      ['home-assistant', 'zigbee2mqtt'].every(name =>
        lab
          .says('Kustomization', 'home', name)
          .startsWith('False DependencyNotReady'),
      ),
    );
    expect(lab.says('Kustomization', 'home', 'zigbee2mqtt')).toMatch(
      /dependency 'home\/mosquitto' is not ready$/,
    );
    expect(
      lab.get('Kustomization', 'flux-system', 'cluster-apps')?.spec?.suspend,
    ).toBe(true);
    await lab.pass(60_000);
    expect(
      lab.get('ConfigMap', 'home', 'mosquitto-config')?.data['mosquitto.conf'],
    ).toContain('1800');
  });

  it('node-lost: the node is not ready, and its pods start elsewhere', async () => {
    const moved = lab
      .list('ReplicaSet')
      .filter(set =>
        lab
          .list('Pod')
          .some(
            ({ spec, metadata }) =>
              spec?.nodeName === 'worker-01' &&
              metadata.ownerReferences?.[0]?.uid === set.metadata.uid,
          ),
      );
    expect(moved.length).toBeGreaterThan(0);
    await runner.start('node-lost');
    await lab.until(() =>
      lab.says('Node', '', 'worker-01').startsWith('Unknown'),
    );
    await lab.pass(30_000);
    for (const { metadata } of moved) {
      const set = lab.get('ReplicaSet', metadata.namespace, metadata.name);
      expect(set?.status?.readyReplicas).toBe(set?.spec?.replicas);
    }
  });

  it('starting another one takes back what the last one changed in the tree', async () => {
    const file = 'kubernetes/apps/default/echo/app/helmrelease.yaml';
    await runner.start('failing-chart');
    await lab.pass(5_000);
    expect(await lab.read(file)).toContain('does-not-exist');
    await runner.start('healthy');
    expect(await lab.read(file)).toBe(
      await readFile(path.join(INFRA, file), 'utf8'),
    );
  });

  it('single-node: the other machines, their nodes and pods were never there', async () => {
    await runner.start('single-node');
    await lab.until(() => lab.list('Node').length === 1);
    expect(lab.faults.hasPower('worker-01')).toBe(false);
    await lab.until(() =>
      lab
        .list('Pod')
        .every(({ spec }) => !spec?.nodeName || spec.nodeName === 'cp-01'),
    );
    await runner.start('healthy');
    expect(lab.list('Node')).toHaveLength(5);
  });

  it('starting an unknown scenario names those there are', async () => {
    await expect(runner.start('flood')).rejects.toThrow(
      `There is no scenario "flood"; there are ${readScenarios()
        .map(({ name }) => name)
        .join(', ')}.`,
    );
  });
});

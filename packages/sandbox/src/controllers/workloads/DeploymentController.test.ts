import { TestLab } from '../__testUtils__/TestLab';
import {
  availableIn,
  podsIn,
  readyLab,
  template,
  workload,
} from '../__testUtils__/workloads';
import { conditionOf } from '../runtime/conditions';

describe('workloads', () => {
  let lab: TestLab;

  beforeEach(async () => {
    lab = await readyLab();
  });
  afterEach(() => lab.stop());

  it('brings a Deployment up through a ReplicaSet and pods on nodes', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 3 }));
    const tookMs = await lab.until(() => availableIn(lab, 'web') === 3);
    expect(tookMs).toBeLessThan(5_000);
    expect(lab.list('ReplicaSet', 'default')[0].status).toMatchObject({
      readyReplicas: 3,
    });
    expect(lab.says('Deployment', 'default', 'web', 'Available')).toMatch(
      /^True MinimumReplicasAvailable/,
    );
    expect(lab.says('Deployment', 'default', 'web', 'Progressing')).toMatch(
      /^True NewReplicaSetAvailable/,
    );
  });

  it('never has fewer pods than a rolling update allows', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 4 }));
    await lab.until(() => availableIn(lab, 'web') === 4);
    const live = lab.get('Deployment', 'default', 'web')!;
    let fewest = 4;
    let most = 0;
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('web', { image: 'app:2' }) },
    });
    await lab.until(() => {
      const active = podsIn(lab).filter(
        ({ metadata }) => !metadata.deletionTimestamp,
      );
      fewest = Math.min(
        fewest,
        active.filter(pod => conditionOf(pod, 'Ready')?.status === 'True')
          .length,
      );
      most = Math.max(most, active.length);
      return (
        lab.get('Deployment', 'default', 'web')?.status?.updatedReplicas ===
          4 && podsIn(lab).length === 4
      );
    });
    expect(fewest).toBeGreaterThanOrEqual(3);
    expect(most).toBeLessThanOrEqual(5);
    expect(podsIn(lab).map(({ spec }) => spec?.containers[0].image)).toEqual(
      Array(4).fill('app:2'),
    );
  });

  it('numbers what it rolls out, and what it goes back to anew', async () => {
    const rollOut = async (image: string) => {
      const live = lab.get('Deployment', 'default', 'web')!;
      lab.store.update({
        ...live,
        spec: { ...live.spec, template: template('web', { image }) },
      });
      await lab.until(
        () =>
          podsIn(lab).length === 1 &&
          podsIn(lab)[0].spec?.containers[0].image === image,
      );
    };
    const revision = (kind: string, name: string) =>
      lab.get(kind, 'default', name)?.metadata.annotations?.[
        'deployment.kubernetes.io/revision'
      ];
    lab.store.create(workload('Deployment', 'web'));
    await lab.until(() => availableIn(lab, 'web') === 1);
    const [first] = lab.list('ReplicaSet', 'default');
    expect(revision('Deployment', 'web')).toBe('1');
    await rollOut('app:2');
    expect(revision('Deployment', 'web')).toBe('2');
    await rollOut('app:1');
    expect(revision('Deployment', 'web')).toBe('3');
    expect(revision('ReplicaSet', first.metadata.name)).toBe('3');
    expect(lab.list('ReplicaSet', 'default')).toHaveLength(2);
  });

  it('keeps the old pods when the new ones cannot start', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 2 }));
    await lab.until(() => availableIn(lab, 'web') === 2);
    const live = lab.get('Deployment', 'default', 'web')!;
    lab.faults.setImageMissing('app:2', true);
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('web', { image: 'app:2' }) },
    });
    await lab.pass(60_000);
    expect(availableIn(lab, 'web')).toBe(2);
  });

  it('starts the new pod of a Recreate rollout only after the old one is gone', async () => {
    lab.store.create(
      workload('Deployment', 'web', { strategy: { type: 'Recreate' } }),
    );
    await lab.until(() => availableIn(lab, 'web') === 1);
    const live = lab.get('Deployment', 'default', 'web')!;
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('web', { image: 'app:2' }) },
    });
    let most = 0;
    await lab.until(() => {
      most = Math.max(most, podsIn(lab).length);
      return (
        podsIn(lab)[0]?.spec?.containers[0].image === 'app:2' &&
        availableIn(lab, 'web') === 1
      );
    });
    expect(most).toBe(1);
  });

  it('says when a rollout takes longer than its deadline', async () => {
    const deployment = workload('Deployment', 'web', {
      image: 'does-not-exist:1',
    });
    lab.store.create({
      ...deployment,
      spec: { ...deployment.spec, progressDeadlineSeconds: 30 },
    });
    await lab.until(() =>
      lab
        .says('Deployment', 'default', 'web', 'Progressing')
        .startsWith('False'),
    );
    expect(lab.says('Deployment', 'default', 'web', 'Progressing')).toMatch(
      /ProgressDeadlineExceeded: ReplicaSet "web-\w+" has timed out progressing\.$/,
    );
  });
});

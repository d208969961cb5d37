import { TestLab } from '../__testUtils__/TestLab';
import {
  availableIn,
  podsIn,
  readyLab,
  waitingReasonIn,
  warningsIn,
  workload,
} from '../__testUtils__/workloads';

describe('workloads', () => {
  let lab: TestLab;

  beforeEach(async () => {
    lab = await readyLab();
  });
  afterEach(() => lab.stop());

  it('backs off from an image that is not there, and starts when it is', async () => {
    lab.faults.setImageMissing('app:1', true);
    lab.store.create(workload('Deployment', 'web'));
    await lab.until(() => waitingReasonIn(lab) === 'ErrImagePull');
    await lab.until(() => waitingReasonIn(lab) === 'ImagePullBackOff');
    expect(warningsIn(lab)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Failed: Failed to pull image "app:1": .*not found$/,
        ),
      ]),
    );
    lab.faults.setImageMissing('app:1', false);
    await lab.until(() => availableIn(lab, 'web') === 1);
  });

  it('restarts a container that crashes, ever more slowly', async () => {
    lab.store.create(workload('Deployment', 'web'));
    await lab.until(() => availableIn(lab, 'web') === 1);
    lab.faults.setImageCrashing('app:1', true);
    await lab.until(() => waitingReasonIn(lab) === 'CrashLoopBackOff');
    await lab.until(
      () => podsIn(lab)[0].status?.containerStatuses[0].restartCount === 3,
    );
    expect(availableIn(lab, 'web')).toBe(0);
    expect(warningsIn(lab)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^BackOff: Back-off restarting failed container app/,
        ),
      ]),
    );
    lab.faults.setImageCrashing('app:1', false);
    await lab.until(() => availableIn(lab, 'web') === 1, 300_000);
  });

  it('does not start a container before the Secret it reads exists', async () => {
    const pod = {
      containers: [
        {
          name: 'app',
          image: 'app:1',
          envFrom: [{ secretRef: { name: 'login' } }],
        },
      ],
    };
    lab.store.create(workload('Deployment', 'web', { pod }));
    await lab.until(
      () => waitingReasonIn(lab) === 'CreateContainerConfigError',
    );
    expect(
      podsIn(lab)[0].status?.containerStatuses[0].state.waiting.message,
    ).toBe('secret "login" not found');
    lab.store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login', namespace: 'default' },
    });
    await lab.until(() => availableIn(lab, 'web') === 1);
  });

  it('restarts the containers of a machine that lost power for a moment', async () => {
    lab.store.create(workload('DaemonSet', 'agent'));
    await lab.until(
      () => lab.get('DaemonSet', 'default', 'agent')?.status?.numberReady === 2,
    );
    lab.faults.setPower('two', false);
    await lab.until(
      () => lab.get('DaemonSet', 'default', 'agent')?.status?.numberReady === 1,
    );
    lab.faults.setPower('two', true);
    await lab.until(
      () => lab.get('DaemonSet', 'default', 'agent')?.status?.numberReady === 2,
    );
    const pod = podsIn(lab).find(({ spec }) => spec?.nodeName === 'two');
    expect(pod?.status?.containerStatuses[0]).toMatchObject({
      restartCount: 1,
      ready: true,
    });
  });
});

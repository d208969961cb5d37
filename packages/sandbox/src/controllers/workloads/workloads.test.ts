import { TestLab } from '../__testUtils__/TestLab';
import { configMap, tree } from '../__testUtils__/treeFiles';
import { conditionOf } from '../runtime/conditions';

type Fields = Record<string, unknown>;

interface Wish {
  image?: string;
  replicas?: number;
  strategy?: Fields;
  pod?: Fields;
}

const template = (name: string, { image = 'app:1', pod = {} }: Wish) => ({
  metadata: { labels: { app: name } },
  spec: { containers: [{ name: 'app', image }], ...pod },
});

const workload = (kind: string, name: string, wish: Wish = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {
    ...(kind === 'DaemonSet' ? {} : { replicas: wish.replicas ?? 1 }),
    ...(wish.strategy ? { strategy: wish.strategy } : {}),
    selector: { matchLabels: { app: name } },
    template: template(name, wish),
  },
});

describe('workloads', () => {
  let lab: TestLab;

  beforeEach(async () => {
    lab = await TestLab.create(
      tree({ none: { objects: [configMap('none')] } }),
    );
    lab.start();
    await lab.until(() =>
      lab
        .list('Node')
        .every(({ metadata }) => lab.isReady('Node', '', metadata.name)),
    );
  });
  afterEach(() => lab.stop());

  const pods = () => lab.list('Pod', 'default');
  const available = (name: string) =>
    lab.get('Deployment', 'default', name)?.status?.availableReplicas ?? 0;
  const waitingReason = () =>
    pods()[0]?.status?.containerStatuses?.[0]?.state.waiting?.reason;
  const warnings = () =>
    lab
      .list('Event', 'default')
      .filter(({ type }) => type === 'Warning')
      .map(({ reason, message }) => `${reason}: ${message}`);

  it('brings a Deployment up through a ReplicaSet and pods on nodes', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 3 }));
    const tookMs = await lab.until(() => available('web') === 3);
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
    await lab.until(() => available('web') === 4);
    const live = lab.get('Deployment', 'default', 'web')!;
    let fewest = 4;
    let most = 0;
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('web', { image: 'app:2' }) },
    });
    await lab.until(() => {
      const active = pods().filter(
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
          4 && pods().length === 4
      );
    });
    expect(fewest).toBeGreaterThanOrEqual(3);
    expect(most).toBeLessThanOrEqual(5);
    expect(pods().map(({ spec }) => spec?.containers[0].image)).toEqual(
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
          pods().length === 1 && pods()[0].spec?.containers[0].image === image,
      );
    };
    const revision = (kind: string, name: string) =>
      lab.get(kind, 'default', name)?.metadata.annotations?.[
        'deployment.kubernetes.io/revision'
      ];
    lab.store.create(workload('Deployment', 'web'));
    await lab.until(() => available('web') === 1);
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
    await lab.until(() => available('web') === 2);
    const live = lab.get('Deployment', 'default', 'web')!;
    lab.faults.setImageMissing('app:2', true);
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('web', { image: 'app:2' }) },
    });
    await lab.pass(60_000);
    expect(available('web')).toBe(2);
  });

  it('starts the new pod of a Recreate rollout only after the old one is gone', async () => {
    lab.store.create(
      workload('Deployment', 'web', { strategy: { type: 'Recreate' } }),
    );
    await lab.until(() => available('web') === 1);
    const live = lab.get('Deployment', 'default', 'web')!;
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('web', { image: 'app:2' }) },
    });
    let most = 0;
    await lab.until(() => {
      most = Math.max(most, pods().length);
      return (
        pods()[0]?.spec?.containers[0].image === 'app:2' &&
        available('web') === 1
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

  it('backs off from an image that is not there, and starts when it is', async () => {
    lab.faults.setImageMissing('app:1', true);
    lab.store.create(workload('Deployment', 'web'));
    await lab.until(() => waitingReason() === 'ErrImagePull');
    await lab.until(() => waitingReason() === 'ImagePullBackOff');
    expect(warnings()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Failed: Failed to pull image "app:1": .*not found$/,
        ),
      ]),
    );
    lab.faults.setImageMissing('app:1', false);
    await lab.until(() => available('web') === 1);
  });

  it('restarts a container that crashes, ever more slowly', async () => {
    lab.store.create(workload('Deployment', 'web'));
    await lab.until(() => available('web') === 1);
    lab.faults.setImageCrashing('app:1', true);
    await lab.until(() => waitingReason() === 'CrashLoopBackOff');
    await lab.until(
      () => pods()[0].status?.containerStatuses[0].restartCount === 3,
    );
    expect(available('web')).toBe(0);
    expect(warnings()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^BackOff: Back-off restarting failed container app/,
        ),
      ]),
    );
    lab.faults.setImageCrashing('app:1', false);
    await lab.until(() => available('web') === 1, 300_000);
  });

  const unschedulable: Array<[string, Fields, string]> = [
    [
      'asks for more memory than any node has',
      {
        containers: [
          {
            name: 'app',
            image: 'app:1',
            resources: { requests: { memory: '1Ti' } },
          },
        ],
      },
      '2 Insufficient memory',
    ],
    [
      'selects a node that is not there',
      { nodeSelector: { gpu: 'yes' } },
      "2 node(s) didn't match Pod's node affinity/selector",
    ],
    [
      'needs a claim that is not there',
      {
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        ],
      },
      '2 persistentvolumeclaim "data" not found',
    ],
  ];

  it.each(unschedulable)(
    'leaves a pod pending that %s, and says why',
    async (_name, pod, why) => {
      lab.store.create(workload('Deployment', 'web', { pod }));
      await lab.until(
        () =>
          pods().length === 1 &&
          lab.says(
            'Pod',
            'default',
            pods()[0].metadata.name,
            'PodScheduled',
          ) !== 'nothing',
      );
      expect(
        lab.says('Pod', 'default', pods()[0].metadata.name, 'PodScheduled'),
      ).toBe(`False Unschedulable: 0/2 nodes are available: ${why}.`);
      expect(pods()[0].status?.phase).toBe('Pending');
    },
  );

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
    await lab.until(() => waitingReason() === 'CreateContainerConfigError');
    expect(pods()[0].status?.containerStatuses[0].state.waiting.message).toBe(
      'secret "login" not found',
    );
    lab.store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login', namespace: 'default' },
    });
    await lab.until(() => available('web') === 1);
  });

  it('leaves a claim on an unknown class pending, and binds it when the class comes', async () => {
    lab.store.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'default' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    await lab.until(() => warnings().length > 0);
    expect(warnings()).toEqual([
      'ProvisioningFailed: storageclass.storage.k8s.io "fast" not found',
    ]);
    lab.store.create({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'lab.example',
    });
    await lab.until(
      () =>
        lab.get('PersistentVolumeClaim', 'default', 'data')?.status?.phase ===
        'Bound',
    );
    lab.store.delete({
      group: '',
      kind: 'PersistentVolumeClaim',
      namespace: 'default',
      name: 'data',
    });
    await lab.until(() => lab.list('PersistentVolume').length === 0);
  });

  it('starts the pods of a StatefulSet in order, each with its volume, and updates the last first', async () => {
    const set = workload('StatefulSet', 'db', { replicas: 2 });
    lab.store.create({
      ...set,
      spec: {
        ...set.spec,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
      },
    });
    await lab.until(() => lab.isReady('Pod', 'default', 'db-0'));
    expect(lab.isReady('Pod', 'default', 'db-1')).toBe(false);
    await lab.until(
      () =>
        lab.get('StatefulSet', 'default', 'db')?.status?.readyReplicas === 2,
    );
    expect(
      lab
        .list('PersistentVolumeClaim', 'default')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['data-db-0', 'data-db-1']);
    const live = lab.get('StatefulSet', 'default', 'db')!;
    lab.store.update({
      ...live,
      spec: { ...live.spec, template: template('db', { image: 'app:2' }) },
    });
    await lab.until(
      () =>
        lab.get('Pod', 'default', 'db-1')?.spec?.containers[0].image ===
        'app:2',
    );
    expect(lab.get('Pod', 'default', 'db-0')?.spec?.containers[0].image).toBe(
      'app:1',
    );
    await lab.until(
      () =>
        lab.get('StatefulSet', 'default', 'db')?.status?.updatedReplicas === 2,
    );
  });

  it('runs a DaemonSet once on every node', async () => {
    lab.store.create(workload('DaemonSet', 'agent'));
    await lab.until(
      () => lab.get('DaemonSet', 'default', 'agent')?.status?.numberReady === 2,
    );
    expect(
      pods()
        .map(({ spec }) => spec?.nodeName)
        .sort(),
    ).toEqual(['one', 'two']);
  });

  it('marks a node lost, moves its pods, and clears up when it is back', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 2 }));
    await lab.until(() => available('web') === 2);
    const lost = pods().find(({ spec }) => spec?.nodeName === 'two')!;
    lab.faults.setPower('two', false);
    await lab.until(() => lab.says('Node', '', 'two').startsWith('Unknown'));
    expect(lab.says('Node', '', 'two')).toBe(
      'Unknown NodeStatusUnknown: Kubelet stopped posting node status.',
    );
    expect(lab.get('Node', undefined, 'two')?.spec?.taints).toEqual([
      expect.objectContaining({
        key: 'node.kubernetes.io/unreachable',
        effect: 'NoSchedule',
      }),
      expect.objectContaining({
        key: 'node.kubernetes.io/unreachable',
        effect: 'NoExecute',
      }),
    ]);
    expect(lab.isReady('Pod', 'default', lost.metadata.name)).toBe(false);
    await lab.until(() => available('web') === 2);
    expect(
      lab.get('Pod', 'default', lost.metadata.name)?.metadata.deletionTimestamp,
    ).toBeDefined();
    lab.faults.setPower('two', true);
    await lab.until(() => lab.isReady('Node', '', 'two'));
    await lab.until(
      () => lab.get('Pod', 'default', lost.metadata.name) === undefined,
    );
    expect(lab.get('Node', undefined, 'two')?.spec?.taints).toEqual([]);
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
    const pod = pods().find(({ spec }) => spec?.nodeName === 'two');
    expect(pod?.status?.containerStatuses[0]).toMatchObject({
      restartCount: 1,
      ready: true,
    });
  });

  it('gives services their addresses and lists the ready pods behind them', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 2 }));
    lab.store.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        type: 'LoadBalancer',
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        selector: { app: 'web' },
      },
    });
    const slice = () =>
      lab.store.list({ group: 'discovery.k8s.io', kind: 'EndpointSlice' })[0];
    const readyEndpoints = () =>
      (slice()?.endpoints ?? []).filter(
        ({ conditions }: { conditions: { ready: boolean } }) =>
          conditions.ready,
      );
    await lab.until(() => readyEndpoints().length === 2);
    expect(slice().ports).toEqual([
      { name: 'http', port: 8080, protocol: 'TCP' },
    ]);
    expect(lab.get('Service', 'default', 'web')).toMatchObject({
      spec: { clusterIP: expect.stringMatching(/^10\.43\./) },
      status: { loadBalancer: { ingress: [{ ip: '192.168.42.140' }] } },
    });
  });
});

import { TestLab } from '../__testUtils__/TestLab';
import {
  Fields,
  availableIn,
  podsIn,
  readyLab,
  template,
  warningsIn,
  workload,
} from '../__testUtils__/workloads';

describe('workloads', () => {
  let lab: TestLab;

  beforeEach(async () => {
    lab = await readyLab();
  });
  afterEach(() => lab.stop());

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
          podsIn(lab).length === 1 &&
          lab.says(
            'Pod',
            'default',
            podsIn(lab)[0].metadata.name,
            'PodScheduled',
          ) !== 'nothing',
      );
      expect(
        lab.says(
          'Pod',
          'default',
          podsIn(lab)[0].metadata.name,
          'PodScheduled',
        ),
      ).toBe(`False Unschedulable: 0/2 nodes are available: ${why}.`);
      expect(podsIn(lab)[0].status?.phase).toBe('Pending');
    },
  );

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
    await lab.until(() => warningsIn(lab).length > 0);
    expect(warningsIn(lab)).toEqual([
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
      podsIn(lab)
        .map(({ spec }) => spec?.nodeName)
        .sort(),
    ).toEqual(['one', 'two']);
  });

  it('marks a node lost, moves its pods, and clears up when it is back', async () => {
    lab.store.create(workload('Deployment', 'web', { replicas: 2 }));
    await lab.until(() => availableIn(lab, 'web') === 2);
    const lost = podsIn(lab).find(({ spec }) => spec?.nodeName === 'two')!;
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
    await lab.until(() => availableIn(lab, 'web') === 2);
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

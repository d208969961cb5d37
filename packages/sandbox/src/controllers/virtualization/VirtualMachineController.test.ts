import { TestLab } from '../__testUtils__/TestLab';
import { configMap, tree } from '../__testUtils__/treeFiles';

const machine = (
  spec: Record<string, unknown>,
  image = 'quay.io/containerdisks/debian:13',
) => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'vm', namespace: 'default' },
  spec: {
    ...spec,
    template: {
      metadata: { labels: { app: 'vm' } },
      spec: {
        domain: {
          cpu: { cores: 2 },
          devices: { interfaces: [{ name: 'default', masquerade: {} }] },
          memory: { guest: '2Gi' },
        },
        networks: [{ name: 'default', pod: {} }],
        volumes: [{ name: 'root', containerDisk: { image } }],
      },
    },
  },
});

describe('VirtualMachineController', () => {
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

  const printed = () =>
    lab.get('VirtualMachine', 'default', 'vm')?.status?.printableStatus;
  const set = (spec: Record<string, unknown>) => {
    const live = lab.get('VirtualMachine', 'default', 'vm')!;
    lab.store.update({ ...live, spec: { ...live.spec, ...spec } });
  };

  it('goes from starting to running, with an address and an agent', async () => {
    lab.store.create(machine({ runStrategy: 'RerunOnFailure' }));
    await lab.until(() => printed() === 'Starting');
    await lab.until(() => printed() === 'Running');
    await lab.until(() =>
      lab
        .says('VirtualMachineInstance', 'default', 'vm', 'AgentConnected')
        .startsWith('True'),
    );
    const instance = lab.get('VirtualMachineInstance', 'default', 'vm');
    expect(instance?.status).toMatchObject({
      phase: 'Running',
      nodeName: expect.stringMatching(/^(one|two)$/),
      interfaces: [
        { name: 'default', ipAddress: expect.stringMatching(/^10\.42\./) },
      ],
      memory: { guestCurrent: '2Gi' },
    });
    expect(lab.isReady('VirtualMachine', 'default', 'vm')).toBe(true);
  });

  const strategies: Array<[Record<string, unknown>, string]> = [
    [{ runStrategy: 'Always' }, 'Running'],
    [{ running: true }, 'Running'],
    [{ runStrategy: 'Halted' }, 'Stopped'],
    [{ running: false }, 'Stopped'],
    [{ runStrategy: 'Manual' }, 'Stopped'],
  ];

  it.each(strategies)('with %j comes to be %s', async (spec, word) => {
    lab.store.create(machine(spec));
    await lab.pass(20_000);
    expect(printed()).toBe(word);
  });

  it('stops when it is halted, and its pod goes', async () => {
    lab.store.create(machine({ runStrategy: 'Always' }));
    await lab.until(() => printed() === 'Running');
    set({ runStrategy: 'Halted' });
    await lab.until(
      () => printed() === 'Stopped' && lab.list('Pod', 'default').length === 0,
    );
    expect(lab.says('VirtualMachine', 'default', 'vm')).toBe(
      'False VMINotExists: VMI does not exist',
    );
  });

  it('says when no node has room for it', async () => {
    const huge = machine({ runStrategy: 'Always' });
    huge.spec.template.spec.domain.memory.guest = '1Ti';
    lab.store.create(huge);
    await lab.until(() => printed() === 'ErrorUnschedulable');
    expect(lab.isReady('VirtualMachine', 'default', 'vm')).toBe(false);
  });

  it('says when its disk cannot be pulled', async () => {
    lab.store.create(
      machine(
        { runStrategy: 'Always' },
        'quay.io/containerdisks/does-not-exist:1',
      ),
    );
    await lab.until(() => printed() === 'ErrImagePull');
    await lab.until(() => printed() === 'ImagePullBackOff');
    expect(lab.isReady('VirtualMachine', 'default', 'vm')).toBe(false);
  });
});

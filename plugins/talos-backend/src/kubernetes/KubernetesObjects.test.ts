import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { KubernetesObjects } from './KubernetesObjects';

const object = (apiVersion: string, kind: string) => ({
  apiVersion,
  kind,
  metadata: { name: 'a' },
});

describe('KubernetesObjects', () => {
  it('gives the objects of a cluster with the state of each kind', () => {
    const store = new FakeClusterStore('lab');
    store.put('lab', object('v1', 'Node'));
    store.setState('lab', { status: 'absent' }, 'CephCluster.ceph.rook.io');
    const snapshot = new KubernetesObjects(store).of('lab');
    expect(snapshot?.nodes).toMatchObject({
      items: [{ kind: 'Node' }],
      state: { status: 'live' },
    });
    expect(snapshot?.cephClusters.state.status).toBe('absent');
  });

  it('knows nothing of a cluster that is not read', () => {
    expect(
      new KubernetesObjects(new FakeClusterStore('lab')).of('attic'),
    ).toBeUndefined();
  });

  it('tells at once of nodes and upgrades, and lets the others wait', () => {
    const store = new FakeClusterStore('lab');
    const told: boolean[] = [];
    const stop = new KubernetesObjects(store).subscribe(
      ({ isLazy = false } = {}) => told.push(isLazy),
    );
    store.put('lab', object('v1', 'Node'));
    store.put('lab', object('kubevirt.io/v1', 'VirtualMachineInstance'));
    expect(told).toEqual([false, true]);
    stop();
    store.put('lab', object('v1', 'Node'));
    expect(told).toHaveLength(2);
  });
});

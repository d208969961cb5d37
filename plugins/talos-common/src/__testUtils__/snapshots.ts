import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type {
  MachineSnapshot,
  TalosClusterSnapshot,
  TalosPartSnapshot,
  TalosResource,
} from '../facts/snapshots';
import type { TalosPartId } from '../parts/talosParts';

export const NOW = Date.parse('2026-11-01T12:00:00Z');
const SEEN = '2026-11-01T11:59:58.000Z';
export const SCHEMATIC =
  '376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba';

export function state(overrides: Partial<SourceState> = {}): SourceState {
  return {
    source: 'talos/lab',
    title: 'Talos on lab',
    status: 'live',
    since: '2026-11-01T08:00:00.000Z',
    asOf: SEEN,
    message: 'It answers.',
    ...overrides,
  };
}

export function resource(id: string, spec: unknown): TalosResource {
  return {
    namespace: 'runtime',
    type: 'X.talos.dev',
    id,
    version: '1',
    phase: 'running',
    updated: '2026-11-01T08:00:00.000Z',
    spec,
  };
}

export const seen = (...resources: TalosResource[]): TalosPartSnapshot => ({
  status: 'live',
  asOf: SEEN,
  resources,
});

export const answered = (message: object): TalosPartSnapshot => ({
  status: 'live',
  asOf: SEEN,
  answer: { messages: [message] },
});

export const ready = (stage = 'running', unmet: object[] = []) =>
  seen(
    resource('machine', {
      stage,
      status: { ready: unmet.length === 0, unmetConditions: unmet },
    }),
  );

/** A machine that is fine; parts are replaced one by one. */
export function machine(
  name: string,
  node: string,
  overrides: {
    state?: Partial<SourceState>;
    parts?: Partial<Record<TalosPartId, TalosPartSnapshot>>;
  } = {},
): MachineSnapshot {
  return {
    cluster: 'lab',
    node,
    state: state({ source: `talos/lab/${node}`, ...overrides.state }),
    parts: {
      machineStatus: ready(),
      machineType: seen(resource('machine-type', 'worker')),
      hostname: seen(resource('hostname', { hostname: name })),
      version: answered({ version: { tag: 'v1.13.9', arch: 'amd64' } }),
      extensions: seen(
        resource('0', { metadata: { name: 'schematic', version: SCHEMATIC } }),
        resource('1', { metadata: { name: 'iscsi-tools', version: 'v0.2.0' } }),
        resource('modules.dep', { metadata: { name: 'modules.dep' } }),
      ),
      time: seen(resource('node', { synced: true, syncDisabled: false })),
      kubernetesNode: seen(
        resource(name, {
          nodename: name,
          nodeReady: true,
          unschedulable: false,
          labels: {},
        }),
      ),
      addresses: seen(
        resource('eth0/a', {
          address: `${node}/24`,
          linkName: 'eth0',
          scope: 'global',
        }),
      ),
      ...overrides.parts,
    },
  };
}

const IDS = ['11024837591239231233', '2', '3'];
const NAMES = ['cp-01', 'cp-02', 'cp-03'];
const MEMBERS = NAMES.map((hostname, index) => ({
  id: IDS[index],
  hostname,
  peerUrls: [`https://10.0.0.${index + 1}:2380`],
  isLearner: false,
}));

/** The control plane number `index`, with a healthy etcd that the first one leads. */
export function controlPlane(
  index: number,
  overrides: Parameters<typeof machine>[2] & { etcd?: object } = {},
): MachineSnapshot {
  return machine(NAMES[index], `10.0.0.${index + 1}`, {
    state: overrides.state,
    parts: {
      machineType: seen(resource('machine-type', 'controlplane')),
      etcdStatus: answered({
        memberStatus: {
          memberId: IDS[index],
          leader: IDS[0],
          dbSize: '209715200',
          dbSizeInUse: '157286400',
          raftIndex: '1000',
          raftAppliedIndex: '999',
          protocolVersion: '3.6.6',
          errors: [],
          ...overrides.etcd,
        },
      }),
      etcdMembers: answered({ members: MEMBERS }),
      etcdAlarms: answered({ memberAlarms: [] }),
      ...overrides.parts,
    },
  });
}

export function cluster(
  machines: readonly MachineSnapshot[],
  overrides: Partial<TalosClusterSnapshot> = {},
): TalosClusterSnapshot {
  return {
    name: 'lab',
    state: state(),
    machines,
    certificates: [],
    endpoints: ['10.0.0.1'],
    ...overrides,
  };
}

/** Three control planes and two workers, all fine. */
export const healthy = () => [
  ...[0, 1, 2].map(index => controlPlane(index)),
  machine('worker-01', '10.0.0.11'),
  machine('worker-02', '10.0.0.12'),
];

/** What an unreachable machine looks like. */
export const gone: Partial<SourceState> = {
  status: 'stale',
  since: '2026-11-01T11:30:00.000Z',
  asOf: '2026-11-01T11:30:00.000Z',
  message: '10.0.0.2 does not answer.',
};

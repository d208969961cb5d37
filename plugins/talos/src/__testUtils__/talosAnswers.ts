import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import {
  deriveMachineDetail,
  deriveMachineRows,
  deriveSummary,
  deriveUpgrades,
  judgeTalos,
  talosSources,
  type MachineRef,
  type MachineSnapshot,
  type TalosClusterSnapshot,
  type TalosPartSnapshot,
  type TalosPortalClient,
} from '@homestage/backstage-plugin-talos-common';

export const NOW = Date.parse('2026-11-01T12:00:00Z');
const SEEN = '2026-11-01T11:59:58.000Z';

const state = (overrides: Partial<SourceState> = {}): SourceState => ({
  source: 'talos/lab',
  title: 'Talos on lab',
  cluster: 'lab',
  status: 'live',
  since: SEEN,
  asOf: SEEN,
  message: 'It answers.',
  ...overrides,
});

const seen = (id: string, spec: unknown): TalosPartSnapshot => ({
  status: 'live',
  asOf: SEEN,
  resources: [
    { namespace: 'x', type: 'x', id, version: '1', phase: 'running', spec },
  ],
});

/** A machine as the backend knows it; `isGone`: it fell silent. */
export function machine(
  name: string,
  node: string,
  options: { isGone?: boolean; unmet?: object[] } = {},
): MachineSnapshot {
  const { isGone = false, unmet = [] } = options;
  return {
    cluster: 'lab',
    node,
    state: state({
      source: `talos/lab/${node}`,
      title: `Talos on ${node}`,
      ...(isGone
        ? { status: 'stale', message: `${node} did not answer in time.` }
        : {}),
    }),
    parts: {
      machineStatus: seen('machine', {
        stage: 'running',
        status: { ready: unmet.length === 0, unmetConditions: unmet },
      }),
      machineType: seen('machine-type', 'worker'),
      modules: seen('nvme', { state: 'live' }),
      hostname: seen('hostname', { hostname: name }),
      version: {
        status: 'live',
        asOf: SEEN,
        answer: { messages: [{ version: { tag: 'v1.13.9' } }] },
      },
    },
  };
}

/** The portal's backend, answering by the real derivations; or failing. */
export class FakeTalos implements TalosPortalClient {
  clusters: TalosClusterSnapshot[] = [];
  failure: Error | undefined;

  constructor(machines: readonly MachineSnapshot[] = []) {
    if (machines.length) {
      this.clusters = [
        {
          name: 'lab',
          state: state(),
          machines,
          certificates: [
            {
              kind: 'client',
              name: 'lab',
              notBefore: '2026-01-01T00:00:00Z',
              notAfter: '2026-11-06T13:00:00Z',
              roles: ['os:reader'],
              seenAt: SEEN,
            },
          ],
          endpoints: [],
          declared: {
            state: state({ source: 'git' }),
            machines: [
              {
                name: { value: 'worker-01', file: 'nodes.yaml', line: 4 },
                address: { value: '10.0.0.11', file: 'nodes.yaml', line: 5 },
                version: {
                  value: 'v1.14.0',
                  file: 'talos/talenv.yaml',
                  line: 4,
                  url: 'https://git/talenv#L4',
                },
              },
            ],
          },
        },
      ];
    }
  }

  async summary() {
    return this.#answer(model => ({ summary: deriveSummary(model) }));
  }

  async machines() {
    return this.#answer(model => ({ rows: deriveMachineRows(model) }));
  }

  async machine(ref: MachineRef) {
    return this.#answer(({ clusters }) => {
      const found = clusters[0].machines.find(
        ({ facts }) => facts.node === ref.node || facts.name === ref.node,
      );
      if (!found) {
        throw Object.assign(new Error('The portal asks no such machine.'), {
          name: 'NotFoundError',
        });
      }
      return { machine: deriveMachineDetail(found, clusters[0]) };
    });
  }

  async etcd() {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ etcd }) => etcd ?? []),
    }));
  }

  async certificates() {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ certificates }) => [...certificates]),
    }));
  }

  async drift() {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ drift }) => [...drift]),
    }));
  }

  async upgrades() {
    return this.#answer(model => ({ rows: deriveUpgrades(model) }));
  }

  async conditions() {
    return this.#answer(({ clusters }) => ({
      rows: clusters.flatMap(({ conditions }) => [...conditions]),
    }));
  }

  #answer<T extends object>(
    derive: (model: ReturnType<typeof judgeTalos>) => T,
  ) {
    if (this.failure) {
      throw this.failure;
    }
    const model = judgeTalos(this.clusters, { now: NOW });
    return { sources: talosSources(model), revision: 'r1', ...derive(model) };
  }
}

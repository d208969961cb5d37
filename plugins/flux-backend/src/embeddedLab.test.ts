import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import {
  FetchFluxClient,
  type FluxClient,
  type FluxSummary,
  type TreeNode,
} from '@homestage/backstage-plugin-flux-common';
import {
  startEmbeddedLab,
  waitFor,
  type EmbeddedLab,
} from '@homestage/sandbox/testUtils';
import { fluxPlugin } from './plugin';

const START_LIMIT_MS = 120_000;

jest.setTimeout(START_LIMIT_MS);

/** Asks until the answer is as wanted. */
const eventually = <T>(
  ask: () => Promise<T>,
  until: (answer: T) => boolean,
): Promise<T> =>
  waitFor(ask, { until, timeoutMs: START_LIMIT_MS / 2, pauseMs: 200 });

const isFine = ({ appliers }: FluxSummary) =>
  appliers.total > 10 && appliers.asGitSays === appliers.total;

function leaves(node: TreeNode): TreeNode[] {
  return node.children.length ? node.children.flatMap(leaves) : [node];
}

describe('on the embedded lab', () => {
  let lab: EmbeddedLab;
  let flux: FluxClient;
  let stopBackend: () => Promise<void>;
  const signals: SignalPayload[] = [];
  const summary = async () => (await flux.summary()).summary;

  beforeAll(async () => {
    lab = await startEmbeddedLab();
    const backend = await startTestBackend({
      features: [
        fluxPlugin,
        mockServices.rootConfig.factory({ data: lab.config }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async (signal: SignalPayload<any>) => {
              signals.push(signal);
            },
          }),
        }),
      ],
    });
    stopBackend = () => backend.stop();
    flux = new FetchFluxClient({
      discoveryApi: {
        getBaseUrl: async id =>
          `http://localhost:${backend.server.port()}/api/${id}`,
      },
      fetchApi: { fetch },
    });
    await eventually(summary, isFine);
  });

  afterAll(async () => {
    await stopBackend?.();
    await lab?.stop();
  });

  it('finds the whole lab as Git says, in rows of at most 300 bytes', async () => {
    const { rows, sources } = await flux.rows();
    expect(sources.every(({ status }) => status === 'live')).toBe(true);
    const bytes = JSON.stringify(rows).length / rows.length;
    expect(bytes).toBeLessThan(300);
  });

  it('told the pages of it', () => {
    expect(signals.length).toBeGreaterThan(0);
    expect(new Set(signals.map(({ channel }) => channel))).toEqual(
      new Set(['flux:changed']),
    );
  });

  it('follows the tree from the root to objects that are all there', async () => {
    const { roots } = await summary();
    const trees = await Promise.all(roots.map(ref => flux.tree(ref)));
    const all = trees.flatMap(({ root }) => leaves(root));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ note }) => note === 'missing')).toEqual([]);
  });

  it('blocks what waits for a suspended Kustomization, and recovers', async () => {
    await lab.startScenario('suspended-parent');
    const blocked = await eventually(summary, ({ blockers }) =>
      blockers.some(({ cause }) => cause.name === 'mosquitto'),
    );
    const cause = blocked.blockers.find(
      ({ cause: { name } }) => name === 'mosquitto',
    );
    expect(cause?.blocks).toEqual(
      expect.arrayContaining([
        'Kustomization/home/home-assistant',
        'Kustomization/home/zigbee2mqtt',
      ]),
    );
    expect(cause?.sentence).toContain('is suspended');
    await lab.startScenario('healthy');
    await eventually(summary, isFine);
  });

  it('keeps what it knew when the lab goes away, and shows nothing of it as good', async () => {
    const before = await flux.rows();
    await lab.stop();
    await eventually(summary, ({ severity }) => severity === 'unknown');
    const { rows, sources } = await eventually(
      () => flux.rows(),
      answer => answer.sources.every(({ status }) => status !== 'live'),
    );
    expect(rows).toHaveLength(before.rows.length);
    expect(rows.filter(({ status }) => status === 'Ready')).toEqual([]);
    expect(rows.every(({ lastKnown }) => lastKnown !== undefined)).toBe(true);
    expect(sources[0].nextStep).toBeDefined();
  });
});

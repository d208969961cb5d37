import { mockServices } from '@backstage/backend-test-utils';
import {
  deriveDetail,
  deriveInventoryTree,
  FLUX_KINDS,
  judgeFlux,
  type FluxDetail,
  type FluxModel,
  type TreeNode,
} from '@homestage/backstage-plugin-flux-common';
import {
  createClusterStore,
  type StoppableClusterStore,
} from '@homestage/backstage-plugin-lab-node';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RealGitea } from '../gitea/RealGitea';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { runTool } from '../process/runTool';
import { waitFor } from '../process/waitFor';
import { FLUX_GROUPS, RealFlux } from './RealFlux';

const NAMESPACE = 'flux-system';
const CONFIG_MAP = { group: '', kind: 'ConfigMap' };

const configMap = (name: string, fields: object) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    ...fields,
  });

const kustomization = (name: string, spec: object) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace: NAMESPACE },
  spec: {
    interval: '1h',
    prune: true,
    sourceRef: { kind: 'GitRepository', name: 'home-ops' },
    ...spec,
  },
});

const helmRelease = (name: string, chart: string) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name, namespace: NAMESPACE },
  spec: {
    interval: '1h',
    chart: {
      spec: { chart, sourceRef: { kind: 'GitRepository', name: 'home-ops' } },
    },
  },
});

/** A Secret as it lies in Git, and the key that opens it. */
async function sealedSecret(): Promise<{ text: string; key: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'homestage-sealed-'));
  try {
    const key = await runTool('age-keygen', []);
    const recipient = /public key: (\S+)/.exec(key)![1];
    const file = path.join(folder, 'sealed.sops.yaml');
    writeFileSync(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'sealed', namespace: 'default' },
        stringData: { word: 'any' },
      }),
    );
    const text = await runTool('sops', [
      ...['--encrypt', '--age', recipient],
      ...['--encrypted-regex', '^(data|stringData)$', file],
    ]);
    return { text, key };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each failure, caused with the real controllers, as the pages show it. */
describe('what goes wrong with the real Flux', () => {
  const onEnd: Array<() => unknown> = [];
  let gitea: RealGitea;
  let kubernetes: RealKubernetes;
  let flux: RealFlux;
  let store: StoppableClusterStore;
  let sealed: { text: string; key: string };

  beforeAll(async () => {
    gitea = await RealGitea.start();
    onEnd.unshift(() => gitea.stop());
    kubernetes = await RealKubernetes.start({ definitions: FLUX_GROUPS });
    onEnd.unshift(() => kubernetes.stop());
    flux = await RealFlux.start(kubernetes);
    onEnd.unshift(() => flux.stop());
    sealed = await sealedSecret();
    const url = await gitea.createRepository('home-ops', undefined, {
      'fixed/map.yaml': configMap('fixed', {
        immutable: true,
        data: { value: 'one' },
      }),
      'one/map.yaml': configMap('shared', { data: { value: 'one' } }),
      'two/map.yaml': configMap('shared', { data: { value: 'two' } }),
      'parent/child.yaml': JSON.stringify(
        kustomization('child', { path: './child' }),
      ),
      'child/map.yaml': configMap('child', {}),
      'sealed/sealed.sops.yaml': sealed.text,
      'charts/nameless/Chart.yaml': 'apiVersion: v2\nversion: 0.1.0\n',
    });
    await kubernetes.run('flux', [
      ...['create', 'source', 'git', 'home-ops', `--url=${url}`],
      ...['--branch=main', '--interval=1h'],
    ]);
    store = createClusterStore({
      config: mockServices.rootConfig({
        data: {
          kubernetes: {
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'lab',
                    url: kubernetes.url,
                    caFile: kubernetes.caFile,
                    authProvider: 'serviceAccount',
                    serviceAccountToken: kubernetes.tokens.admin,
                  },
                ],
              },
            ],
          },
        },
      }),
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
    });
    onEnd.unshift(() => store.stop());
    await Promise.all(
      [...FLUX_KINDS, CONFIG_MAP].map(kind => store.settled('lab', kind)),
    );
  });
  afterAll(async () => {
    for (const end of onEnd) {
      await end();
    }
  });

  const apply = (...objects: object[]) =>
    kubernetes.run('kubectl', ['apply', '-f', '-'], {
      stdin: objects.map(object => JSON.stringify(object)).join('\n---\n'),
    });

  const fetchCommit = (message: string, files: Record<string, string>) =>
    gitea.commit('home-ops', message, files).then(async commit => {
      await kubernetes.run('flux', ['reconcile', 'source', 'git', 'home-ops']);
      return commit;
    });

  /** As of now, or as if so much more time had passed. */
  const model = (laterMs = 0): FluxModel =>
    judgeFlux(
      FLUX_KINDS.map(kind => store.snapshot('lab', kind)),
      { now: Date.now() + laterMs },
    );

  const refOf = (kind: string, name: string) => ({
    cluster: 'lab',
    kind,
    namespace: NAMESPACE,
    name,
  });

  /** The page of an object, once it looks as it should in the end. */
  function page(
    [kind, name]: readonly [string, string],
    isAsExpected: (detail: FluxDetail) => boolean,
    laterMs = 0,
  ): Promise<FluxDetail> {
    let last: unknown;
    return waitFor(`${kind} ${name} to be shown`, () => {
      const detail = deriveDetail(model(laterMs), refOf(kind, name), {
        events: [],
      });
      last = detail && [detail.row.status, detail.message, detail.conditions];
      if (detail && isAsExpected(detail)) {
        return detail;
      }
      throw new Error(`It is shown as ${JSON.stringify(last)}`);
    });
  }

  const isIn =
    (...statuses: string[]) =>
    ({ row }: FluxDetail) =>
      statuses.includes(row.status);

  it('a path that is not in Git', async () => {
    await apply(kustomization('bad-path', { path: './nowhere' }));
    const detail = await page(
      ['Kustomization', 'bad-path'],
      isIn('Failed', 'Retrying', 'Stalled'),
    );
    expect(detail.message).toContain('nowhere');
    expect(detail.explanation.nextStep).toContain('Compare the path');
    expect(detail.block).toBeUndefined();
  });

  it('a chart that is none', async () => {
    await apply(helmRelease('nameless', './charts/nameless'));
    const detail = await page(
      ['HelmRelease', 'nameless'],
      ({ row, block }) => row.status === 'Blocked' && block?.why === 'failing',
    );
    const cause = detail.block!.path.at(-1)!;
    expect(cause).toMatchObject({
      kind: 'HelmChart',
      name: `${NAMESPACE}-nameless`,
    });
    expect(detail.block!.sentence).toMatch(/HelmChart .* fails: .*chart/);
    expect(detail.explanation.nextStep).toContain('root cause');
  });

  it('a chart that is not in Git', async () => {
    await apply(helmRelease('absent', './charts/absent'));
    const detail = await page(
      ['HelmRelease', 'absent'],
      ({ row, block }) => row.status === 'Blocked' && block?.why === 'failing',
    );
    expect(detail.block!.sentence).toMatch(/HelmChart .* fails: .*absent/);
  });

  it('a field that cannot be changed', async () => {
    await apply(kustomization('fixed', { path: './fixed' }));
    await page(['Kustomization', 'fixed'], isIn('Ready'));
    await fetchCommit('feat: change what is fixed', {
      'fixed/map.yaml': configMap('fixed', {
        immutable: true,
        data: { value: 'two' },
      }),
    });
    const detail = await page(
      ['Kustomization', 'fixed'],
      isIn('Failed', 'Retrying'),
    );
    expect(detail.message).toMatch(/ConfigMap\/default\/fixed.*immutable/);
    expect(detail.explanation.nextStep).toMatch(/names the object/);
  });

  it('dependencies in a circle', async () => {
    await apply(
      kustomization('hen', { path: './one', dependsOn: [{ name: 'egg' }] }),
      kustomization('egg', { path: './one', dependsOn: [{ name: 'hen' }] }),
    );
    for (const name of ['hen', 'egg']) {
      const detail = await page(
        ['Kustomization', name],
        ({ block }) => block?.why === 'cycle',
      );
      expect(detail.row.status).toBe('Blocked');
      expect(detail.block!.sentence).toMatch(/in a circle through/);
    }
    await kubernetes.run('kubectl', [
      ...['delete', 'kustomization', 'hen', 'egg', '-n', NAMESPACE],
    ]);
  });

  it('a parent that is suspended', async () => {
    await apply(kustomization('parent', { path: './parent' }));
    await page(['Kustomization', 'child'], isIn('Ready'));
    await kubernetes.run('flux', ['suspend', 'kustomization', 'parent']);
    const detail = await page(
      ['Kustomization', 'child'],
      ({ block }) => block?.why === 'suspended',
    );
    expect(detail.row.status).toBe('Blocked');
    expect(detail.block!.path.map(({ name }) => name)).toEqual(['parent']);
    await kubernetes.run('flux', ['resume', 'kustomization', 'parent']);
    await page(['Kustomization', 'child'], isIn('Ready'));
  });

  it('a key that is missing', async () => {
    await apply(
      kustomization('sealed', {
        path: './sealed',
        // Until the key is there.
        retryInterval: '2s',
        decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
      }),
    );
    const detail = await page(
      ['Kustomization', 'sealed'],
      isIn('Failed', 'Retrying'),
    );
    expect(detail.message).toMatch(/sops-age/);
    expect(detail.explanation.nextStep).toBeDefined();
    await kubernetes.run('kubectl', ['apply', '-f', '-'], {
      stdin: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'sops-age', namespace: NAMESPACE },
        stringData: { 'age.agekey': sealed.key },
      }),
    });
    await page(['Kustomization', 'sealed'], isIn('Ready'));
  });

  it('an object with two owners', async () => {
    await apply(
      kustomization('one', { path: './one' }),
      kustomization('two', { path: './two' }),
    );
    await page(['Kustomization', 'one'], isIn('Ready'));
    await page(['Kustomization', 'two'], isIn('Ready'));
    const lookup = {
      find: () => {
        const { items, state } = store.snapshot('lab', CONFIG_MAP);
        const object = items.find(({ metadata }) => metadata.name === 'shared');
        return { object, state };
      },
      ownedBy: () => [],
      ofRelease: () => [],
    };
    for (const [name, other] of [
      ['one', 'two'],
      ['two', 'one'],
    ]) {
      const root = deriveInventoryTree(model(), refOf('Kustomization', name), {
        lookup,
        now: Date.now(),
      }) as TreeNode;
      expect(root.isFailing).toBe(true);
      expect(root.children).toEqual([
        expect.objectContaining({
          name: 'shared',
          severity: 'warning',
          note: 'contested',
          message: expect.stringContaining(
            `Kustomization ${NAMESPACE}/${other}`,
          ),
        }),
      ]);
    }
    await kubernetes.run('kubectl', [
      ...['delete', 'kustomization', 'one', 'two', '-n', NAMESPACE],
    ]);
  });

  it('a controller that does not run', async () => {
    await apply(kustomization('calm', { path: './child' }));
    await page(['Kustomization', 'calm'], isIn('Ready'));
    await flux.stopController('kustomize');
    const commit = await fetchCommit('feat: nobody applies this', {
      'child/map.yaml': configMap('child', { data: { value: 'new' } }),
    });
    const behind = await page(['Kustomization', 'calm'], isIn('Behind'));
    expect(behind.row.message).toContain(commit.slice(0, 7));
    const late = await page(
      ['Kustomization', 'calm'],
      isIn('Late'),
      11 * 60_000,
    );
    expect(late.row.message).toContain('its controller may be down');
    expect(late.explanation.nextStep).toContain('controllers run');
    await flux.startController('kustomize');
    await page(['Kustomization', 'calm'], isIn('Ready'));
  });

  it('has the states and messages that `flux get` prints', async () => {
    await waitFor('nothing to be under way', () =>
      [...model().judged.values()].every(
        ({ status }) => status !== 'Progressing',
      ),
    );
    const table = await kubernetes.run('flux', [
      ...['get', 'all', '-A', '--no-header'],
    ]);
    const theirs = table
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => line.split('\t').map(cell => cell.trim()))
      .map(([, name, , , ready, message]) => [name, ready, message]);
    const { judged } = model();
    const ours = [...judged.values()].map(({ facts }) => {
      const ready = facts.conditions.find(({ type }) => type === 'Ready');
      return [
        `${facts.kind.kind.toLowerCase()}/${facts.ref.name}`,
        ready?.status,
        // The command shortens hashes for the terminal.
        ready?.message?.trim().replace(/(sha1:[0-9a-f]{8})[0-9a-f]{32}/g, '$1'),
      ];
    });
    expect(ours.length).toBeGreaterThan(6);
    expect(ours.sort()).toEqual(theirs.sort());
  });

  it('has the tree that `flux tree` prints', async () => {
    const { resource, resources } = JSON.parse(
      await kubernetes.run('flux', [
        ...['tree', 'kustomization', 'parent', '-o', 'json'],
      ]),
    );
    interface Theirs {
      resource: {
        GroupKind: { Kind: string };
        Namespace: string;
        Name: string;
      };
      resources?: Theirs[];
    }
    const drawTheirs = (node: Theirs): unknown => [
      [
        node.resource.GroupKind.Kind,
        node.resource.Namespace,
        node.resource.Name,
      ].join('/'),
      (node.resources ?? []).map(drawTheirs),
    ];
    const drawOurs = (node: TreeNode): unknown => [
      [node.kind, node.namespace, node.name].join('/'),
      node.children.map(drawOurs),
    ];
    const root = deriveInventoryTree(
      model(),
      refOf('Kustomization', 'parent'),
      {
        lookup: {
          find: () => ({ state: store.snapshot('lab', CONFIG_MAP).state }),
          ownedBy: () => [],
          ofRelease: () => [],
        },
        now: Date.now(),
      },
    ) as TreeNode;
    expect(drawOurs(root)).toEqual(drawTheirs({ resource, resources }));
    expect(drawOurs(root)).toEqual([
      'Kustomization/flux-system/parent',
      [['Kustomization/flux-system/child', [['ConfigMap/default/child', []]]]],
    ]);
  });

  it('has the ancestors that `flux trace` prints', async () => {
    const trace = await kubernetes.run('flux', [
      ...['trace', 'kustomization', 'child', `--namespace=${NAMESPACE}`],
    ]);
    const { appliedBy, rootSource } = await page(
      ['Kustomization', 'child'],
      isIn('Ready'),
    );
    const [parent] = appliedBy;
    expect(trace).toMatch(
      new RegExp(`^Kustomization:\\s+${parent.name}$`, 'm'),
    );
    expect(trace).toMatch(
      new RegExp(`^GitRepository:\\s+${rootSource!.name}$`, 'm'),
    );
    expect(trace).toContain(rootSource!.fullRevision);
  });
});

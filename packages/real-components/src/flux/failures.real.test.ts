import {
  deriveInventoryTree,
  type FluxDetail,
  type TreeNode,
} from '@homestage/backstage-plugin-flux-common';
import type { RealKubernetes } from '../kubernetes/RealKubernetes';
import { waitFor } from '../process/waitFor';
import { CONFIG_MAP, FluxLab, NAMESPACE, refOf } from './__testUtils__/FluxLab';
import { sealedSecret } from './__testUtils__/sealedSecret';

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

/** Each failure, caused with the real controllers, as the pages show it. */
describe('what goes wrong with the real Flux', () => {
  let lab: FluxLab;
  let kubernetes: RealKubernetes;
  let sealed: { text: string; key: string };

  beforeAll(async () => {
    sealed = await sealedSecret();
    lab = await FluxLab.start({
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
    kubernetes = lab.kubernetes;
  });
  afterAll(() => lab?.stop());

  const isIn =
    (...statuses: string[]) =>
    ({ row }: FluxDetail) =>
      statuses.includes(row.status);

  it('a path that is not in Git', async () => {
    await lab.apply(kustomization('bad-path', { path: './nowhere' }));
    const detail = await lab.page(
      ['Kustomization', 'bad-path'],
      isIn('Failed', 'Retrying', 'Stalled'),
    );
    expect(detail.message).toContain('nowhere');
    expect(detail.explanation.nextStep).toContain('Compare the path');
    expect(detail.block).toBeUndefined();
  });

  it('a chart that is none', async () => {
    await lab.apply(helmRelease('nameless', './charts/nameless'));
    const detail = await lab.page(
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
    await lab.apply(helmRelease('absent', './charts/absent'));
    const detail = await lab.page(
      ['HelmRelease', 'absent'],
      ({ row, block }) => row.status === 'Blocked' && block?.why === 'failing',
    );
    expect(detail.block!.sentence).toMatch(/HelmChart .* fails: .*absent/);
  });

  it('a field that cannot be changed', async () => {
    await lab.apply(kustomization('fixed', { path: './fixed' }));
    await lab.page(['Kustomization', 'fixed'], isIn('Ready'));
    await lab.fetchCommit('feat: change what is fixed', {
      'fixed/map.yaml': configMap('fixed', {
        immutable: true,
        data: { value: 'two' },
      }),
    });
    const detail = await lab.page(
      ['Kustomization', 'fixed'],
      isIn('Failed', 'Retrying'),
    );
    expect(detail.message).toMatch(/ConfigMap\/default\/fixed.*immutable/);
    expect(detail.explanation.nextStep).toMatch(/names the object/);
  });

  it('dependencies in a circle', async () => {
    await lab.apply(
      kustomization('hen', { path: './one', dependsOn: [{ name: 'egg' }] }),
      kustomization('egg', { path: './one', dependsOn: [{ name: 'hen' }] }),
    );
    for (const name of ['hen', 'egg']) {
      const detail = await lab.page(
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
    await lab.apply(kustomization('parent', { path: './parent' }));
    await lab.page(['Kustomization', 'child'], isIn('Ready'));
    await kubernetes.run('flux', ['suspend', 'kustomization', 'parent']);
    const detail = await lab.page(
      ['Kustomization', 'child'],
      ({ block }) => block?.why === 'suspended',
    );
    expect(detail.row.status).toBe('Blocked');
    expect(detail.block!.path.map(({ name }) => name)).toEqual(['parent']);
    await kubernetes.run('flux', ['resume', 'kustomization', 'parent']);
    await lab.page(['Kustomization', 'child'], isIn('Ready'));
  });

  it('a key that is missing', async () => {
    await lab.apply(
      kustomization('sealed', {
        path: './sealed',
        // Until the key is there.
        retryInterval: '2s',
        decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
      }),
    );
    const detail = await lab.page(
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
    await lab.page(['Kustomization', 'sealed'], isIn('Ready'));
  });

  it('an object with two owners', async () => {
    await lab.apply(
      kustomization('one', { path: './one' }),
      kustomization('two', { path: './two' }),
    );
    await lab.page(['Kustomization', 'one'], isIn('Ready'));
    await lab.page(['Kustomization', 'two'], isIn('Ready'));
    const lookup = {
      find: () => {
        const { items, state } = lab.store.snapshot('lab', CONFIG_MAP);
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
      const root = deriveInventoryTree(
        lab.model(),
        refOf('Kustomization', name),
        {
          lookup,
          now: Date.now(),
        },
      ) as TreeNode;
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
    await lab.apply(kustomization('calm', { path: './child' }));
    await lab.page(['Kustomization', 'calm'], isIn('Ready'));
    await lab.flux.stopController('kustomize');
    const commit = await lab.fetchCommit('feat: nobody applies this', {
      'child/map.yaml': configMap('child', { data: { value: 'new' } }),
    });
    const behind = await lab.page(['Kustomization', 'calm'], isIn('Behind'));
    expect(behind.row.message).toContain(commit.slice(0, 7));
    const late = await lab.page(
      ['Kustomization', 'calm'],
      isIn('Late'),
      11 * 60_000,
    );
    expect(late.row.message).toContain('its controller may be down');
    expect(late.explanation.nextStep).toContain('controllers run');
    await lab.flux.startController('kustomize');
    await lab.page(['Kustomization', 'calm'], isIn('Ready'));
  });

  it('has the states and messages that `flux get` prints', async () => {
    await waitFor('nothing to be under way', () =>
      [...lab.model().judged.values()].every(
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
    const { judged } = lab.model();
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
      lab.model(),
      refOf('Kustomization', 'parent'),
      {
        lookup: {
          find: () => ({ state: lab.store.snapshot('lab', CONFIG_MAP).state }),
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
    const { appliedBy, rootSource } = await lab.page(
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

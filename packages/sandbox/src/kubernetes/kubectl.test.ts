import { stringify } from 'yaml';
import { hasKubectl, runKubectl, startKubectl } from './__testUtils__/kubectl';
import {
  configMap,
  deployment,
  kustomization,
  node,
  pod,
} from './__testUtils__/objects';
import { TestApi, until } from './__testUtils__/TestApi';
import { LogLine } from './LogSource';

// Some facts take six runs of kubectl, each a second on a busy machine.
const isThere = hasKubectl();
if (!isThere) {
  // Loud, so that nobody takes a green run for a proof.
  process.stderr.write(
    'SKIPPED: kubectl is not installed, so nothing judged the Kubernetes API.\n',
  );
}
const judged = isThere ? describe : describe.skip;

it('is judged by a kubectl in CI', () => {
  expect(isThere || !process.env.CI).toBe(true);
});

judged('kubectl', () => {
  let lab: TestApi;
  let tell: (line: LogLine) => void = () => {};

  beforeAll(async () => {
    lab = await TestApi.start({
      logSource: {
        logs: () => ({
          lines: () => [
            { time: '2026-03-01T12:00:00Z', text: 'listening on 8080' },
          ],
          subscribe: listener => {
            tell = listener;
            return () => {
              tell = () => {};
            };
          },
        }),
      },
    });
    lab.create(node('cp-0'));
    lab.create({
      ...pod('web', {
        metadata: { labels: { app: 'web' } },
        spec: { nodeName: 'cp-0' },
      }),
      status: {
        phase: 'Running',
        podIP: '10.42.0.7',
        containerStatuses: [
          { name: 'web', ready: true, restartCount: 0, state: { running: {} } },
        ],
      },
    });
  });
  afterAll(() => lab.stop());

  const options = () => ({
    kubeconfig: lab.api.kubeconfigFile,
    home: lab.directory,
  });
  const run = (...args: string[]) => runKubectl(args, options());
  const runAs = (kubeconfig: string, ...args: string[]) =>
    runKubectl(args, { ...options(), kubeconfig });
  const apply = (object: object, ...args: string[]) =>
    runKubectl(['apply', ...args, '-f', '-'], {
      ...options(),
      stdin: stringify(object),
    });
  const lineOf = (text: string, start: string) =>
    text
      .split('\n')
      .find(line => line.startsWith(start))
      ?.split(/\s{2,}/);

  it('gets pods, narrow and wide', async () => {
    const narrow = await run('get', 'pods');
    const wide = await run('get', 'pods', '-o', 'wide');
    expect(lineOf(narrow.stdout, 'NAME')).toEqual([
      'NAME',
      'READY',
      'STATUS',
      'RESTARTS',
      'AGE',
    ]);
    expect(lineOf(narrow.stdout, 'web')?.slice(0, 4)).toEqual([
      'web',
      '1/1',
      'Running',
      '0',
    ]);
    expect(lineOf(wide.stdout, 'web')?.slice(5, 7)).toEqual([
      '10.42.0.7',
      'cp-0',
    ]);
  });

  it('gets nodes and every kind of the category all', async () => {
    expect(
      lineOf((await run('get', 'nodes')).stdout, 'cp-0')?.slice(0, 3),
    ).toEqual(['cp-0', 'Ready', 'control-plane']);
    expect((await run('get', 'all', '-A')).stdout).toContain('pod/web');
  });

  it('gets an object as YAML', async () => {
    const { stdout } = await run('get', 'pod', 'web', '-o', 'yaml');
    expect(stdout).toMatch(/^apiVersion: v1\nkind: Pod\n/);
  });

  it.each([
    ['pod', 'web', 'Running'],
    ['node', 'cp-0', 'KubeletReady'],
  ])('describes a %s', async (kind, name, expected) => {
    const { code, stdout } = await run('describe', kind, name);
    expect([code, stdout]).toEqual([0, expect.stringContaining(expected)]);
  });

  it('applies by itself: created, unchanged, configured', async () => {
    const web = deployment('applied');
    const created = await apply(web);
    const unchanged = await apply(web);
    const configured = await apply({
      ...web,
      spec: { ...web.spec, replicas: 2 },
    });
    expect([created.stdout, unchanged.stdout, configured.stdout]).toEqual([
      'deployment.apps/applied created\n',
      'deployment.apps/applied unchanged\n',
      'deployment.apps/applied configured\n',
    ]);
    const described = await run('describe', 'deployment', 'applied');
    expect(described.stdout).toContain('2 desired');
  });

  it('removes what a later apply leaves out', async () => {
    await apply(configMap('trimmed', { data: { one: '1', two: '2' } }));
    await apply(configMap('trimmed', { data: { two: '2' } }));
    const { stdout } = await run(
      'get',
      'cm',
      'trimmed',
      '-o',
      'jsonpath={.data}',
    );
    expect(stdout).toBe('{"two":"2"}');
  });

  it('applies a custom resource, sees its columns and describes it', async () => {
    const created = await apply(
      kustomization('apps', { metadata: { namespace: 'flux-system' } }),
    );
    expect([created.code, created.stderr]).toEqual([0, '']);
    const { stdout } = await run('get', 'ks', '-n', 'flux-system');
    expect(lineOf(stdout, 'NAME')).toEqual(['NAME', 'AGE', 'READY', 'STATUS']);
    const described = await run(
      'describe',
      'kustomization',
      'apps',
      '-n',
      'flux-system',
    );
    expect(described.stdout).toContain('Path:      ./apps');
  });

  it('hears of a field that the schema does not know', async () => {
    const refused = await apply(
      kustomization('odd', { spec: { colour: 'red' } }),
    );
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('unknown field "spec.colour"'),
    ]);
  });

  it('applies on the server, and hears of conflicts', async () => {
    const web = deployment('served', { spec: { replicas: 1 } });
    const first = await apply(web, '--server-side');
    const other = { ...web, spec: { ...web.spec, replicas: 3 } };
    const conflict = await apply(
      other,
      '--server-side',
      '--field-manager=other',
    );
    const forced = await apply(
      other,
      '--server-side',
      '--field-manager=other',
      '--force-conflicts',
    );
    expect(first.stdout).toBe('deployment.apps/served serverside-applied\n');
    expect([conflict.code, conflict.stderr]).toEqual([
      1,
      expect.stringContaining('.spec.replicas'),
    ]);
    expect(forced.code).toBe(0);
  });

  it.each([
    [
      'strategic',
      '{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"web:2"}]}}}}',
    ],
    ['merge', '{"spec":{"replicas":5}}'],
    ['json', '[{"op":"replace","path":"/spec/replicas","value":6}]'],
  ])('patches by %s', async (type, patch) => {
    await apply(deployment('patched'));
    const { stdout } = await run(
      'patch',
      'deployment',
      'patched',
      `--type=${type}`,
      '-p',
      patch,
    );
    expect(stdout).toBe('deployment.apps/patched patched\n');
  });

  it('labels, annotates and scales', async () => {
    await apply(deployment('tuned'));
    const said = [
      await run('label', 'deployment', 'tuned', 'tier=front'),
      await run('annotate', 'deployment', 'tuned', 'note=yes'),
      await run('scale', 'deployment', 'tuned', '--replicas=3'),
    ].map(({ stdout }) => stdout.trim().split(' ')[1]);
    expect(said).toEqual(['labeled', 'annotated', 'scaled']);
    const { stdout } = await run(
      'get',
      'deployment',
      'tuned',
      '-o',
      'jsonpath={.spec.replicas}',
    );
    expect(stdout).toBe('3');
  });

  it('waits for a rollout and for a condition', async () => {
    await apply(deployment('rolled'));
    const waiting = run(
      'rollout',
      'status',
      'deployment/rolled',
      '--timeout=20s',
    );
    const live = lab.store.get({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'default',
      name: 'rolled',
    });
    lab.store.update(
      {
        ...(live as any),
        status: {
          observedGeneration: 1,
          replicas: 1,
          updatedReplicas: 1,
          readyReplicas: 1,
          availableReplicas: 1,
        },
      },
      { subresource: 'status' },
    );
    expect((await waiting).stdout).toContain('successfully rolled out');
    const { stdout } = await run(
      'wait',
      'node/cp-0',
      '--for=condition=Ready',
      '--timeout=20s',
    );
    expect(stdout).toBe('node/cp-0 condition met\n');
  });

  it('reads logs, and follows them', async () => {
    expect((await run('logs', 'web')).stdout).toBe('listening on 8080\n');
    const following = startKubectl(['logs', '-f', 'web'], options());
    await until('the log is followed', () =>
      following.output().includes('listening'),
    );
    tell({ time: '2026-03-01T12:00:01Z', text: 'GET / 200' });
    await until('the new line is there', () =>
      following.output().includes('GET / 200'),
    );
    following.kill();
  });

  it('watches', async () => {
    const watching = startKubectl(
      ['get', 'cm', '-w', '--output-watch-events'],
      options(),
    );
    lab.create(configMap('seen-at-first'));
    await until('the watch has begun', () =>
      watching.output().includes('seen-at-first'),
    );
    lab.create(configMap('seen-later'));
    await until('the new one is seen', () =>
      watching.output().includes('seen-later'),
    );
    watching.kill();
    expect(watching.output()).toMatch(/ADDED\s+seen-later/);
  });

  it('creates what it sends as protobuf: a namespace, settings, a review', async () => {
    expect((await run('create', 'namespace', 'media')).stdout).toBe(
      'namespace/media created\n',
    );
    await run(
      'create',
      'configmap',
      'made',
      '-n',
      'media',
      '--from-literal=a=b',
    );
    const { stdout } = await run(
      'get',
      'cm',
      'made',
      '-n',
      'media',
      '-o',
      'jsonpath={.data.a}',
    );
    expect(stdout).toBe('b');
    expect((await run('delete', 'namespace', 'media')).stdout).toBe(
      'namespace "media" deleted\n',
    );
  });

  it('creates workloads in protobuf as others do in YAML', async () => {
    const made = [
      await run(
        'create',
        'deployment',
        'typed',
        '--image=web:1',
        '--replicas=2',
        '--port=8080',
      ),
      await run('create', 'job', 'once', '--image=web:1'),
      await run('create', 'role', 'reader', '--verb=get', '--resource=pods'),
      await run('create', 'ingress', 'door', '--rule=web.lab.test/*=typed:80'),
      await run('create', 'quota', 'small', '--hard=cpu=1,memory=1Gi'),
    ];
    expect(made.map(({ stderr }) => stderr)).toEqual(['', '', '', '', '']);
    const stored = lab.store.get({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'default',
      name: 'typed',
    });
    expect(stored?.spec).toMatchObject({
      replicas: 2,
      selector: { matchLabels: { app: 'typed' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } },
      template: {
        spec: {
          containers: [
            {
              name: 'web',
              image: 'web:1',
              ports: [{ containerPort: 8080, protocol: 'TCP' }],
            },
          ],
        },
      },
    });
    const quota = lab.store.get({
      group: '',
      kind: 'ResourceQuota',
      namespace: 'default',
      name: 'small',
    });
    expect(quota?.spec).toEqual({ hard: { cpu: '1', memory: '1Gi' } });
    // The same object, so that what the two formats say is the same.
    const again = await run('get', 'deployment', 'typed', '-o', 'yaml');
    const applied = await runKubectl(['apply', '--dry-run=server', '-f', '-'], {
      ...options(),
      stdin: again.stdout,
    });
    expect(applied.code).toBe(0);
  });

  it('asks who it is and what it may', async () => {
    const viewer = lab.api.viewerKubeconfigFile;
    expect((await run('auth', 'whoami')).stdout).toMatch(/Username\s+admin/);
    expect((await run('auth', 'can-i', 'delete', 'nodes')).stdout).toBe(
      'yes\n',
    );
    expect(
      (await runAs(viewer, 'auth', 'can-i', 'list', 'secrets')).stdout,
    ).toBe('no\n');
    expect((await runAs(viewer, 'auth', 'can-i', 'list', 'pods')).stdout).toBe(
      'yes\n',
    );
    expect((await runAs(viewer, 'get', 'secrets')).stderr).toContain(
      'Error from server (Forbidden): secrets is forbidden: User "viewer" cannot list resource "secrets"',
    );
  });

  it('lists the resources of the API with their short names', async () => {
    const { stdout } = await run('api-resources', '--no-headers');
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => line.split(/\s{2,}/));
    expect(rows).toContainEqual([
      'kustomizations',
      'ks',
      'kustomize.toolkit.fluxcd.io/v1',
      'true',
      'Kustomization',
    ]);
    expect(rows.length).toBeGreaterThan(50);
  });

  it('deletes, and hears what is not there', async () => {
    await apply(configMap('doomed'));
    expect((await run('delete', 'cm', 'doomed')).stdout).toMatch(
      // Newer ones say from where.
      /^configmap "doomed" deleted( from default namespace)?\n$/,
    );
    expect((await run('get', 'cm', 'doomed')).stderr).toBe(
      'Error from server (NotFound): configmaps "doomed" not found\n',
    );
    expect((await run('get', 'nothings')).stderr).toContain(
      "doesn't have a resource type",
    );
  });
});

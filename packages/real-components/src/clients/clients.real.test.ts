import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { waitFor } from '../process/waitFor';
import { SandboxLab } from './SandboxLab';

/** The daily commands of the field, by their own programs, on the embedded lab. */
describe('on the embedded lab', () => {
  let lab: SandboxLab;

  beforeAll(async () => {
    lab = await SandboxLab.start();
    await waitFor('the first Kustomization to be applied', async () =>
      (
        await lab.run('flux', ['get', 'kustomizations', '-n', 'flux-system'])
      ).includes('Applied revision'),
    );
  });
  afterAll(() => lab?.stop());

  const kubectl = (...args: string[]) => lab.run('kubectl', args);

  describe('kubectl', () => {
    it('waits for a rollout and reads what runs', async () => {
      await lab.run('kubectl', [
        ...['create', 'deployment', 'web', '--image=example.com/web:1'],
      ]);
      await lab.run('kubectl', [
        ...['rollout', 'status', 'deployment/web', '--timeout=60s'],
      ]);
      const pods = await lab.run('kubectl', ['get', 'pods', '-l', 'app=web']);
      expect(pods).toMatch(/^web-\S+\s+1\/1\s+Running/m);
    });

    it('scales, rolls out, looks back and goes back', async () => {
      const rolledOut = () =>
        kubectl('rollout', 'status', 'deployment/shop', '--timeout=60s');
      const image = () =>
        kubectl(
          ...['get', 'deployment/shop'],
          '-o=jsonpath={.spec.template.spec.containers[0].image}',
        );
      await kubectl('create', 'deployment', 'shop', '--image=example.com/a:1');
      await rolledOut();
      await kubectl('scale', 'deployment/shop', '--replicas=2');
      await kubectl(
        ...['wait', 'deployment/shop', '--timeout=60s'],
        '--for=jsonpath={.status.readyReplicas}=2',
      );
      await kubectl('set', 'image', 'deployment/shop', 'a=example.com/a:2');
      await rolledOut();
      expect(await image()).toBe('example.com/a:2');
      expect(await kubectl('rollout', 'history', 'deployment/shop')).toMatch(
        /^1 .*\n2 /m,
      );
      await kubectl('rollout', 'undo', 'deployment/shop');
      await rolledOut();
      expect(await image()).toBe('example.com/a:1');
      await kubectl('rollout', 'restart', 'deployment/shop');
      await rolledOut();
      await kubectl('delete', 'deployment/shop', '--wait');
    });

    it('describes, and reads logs and events', async () => {
      await kubectl('create', 'deployment', 'talk', '--image=example.com/b:1');
      await kubectl('rollout', 'status', 'deployment/talk', '--timeout=60s');
      expect(await kubectl('describe', 'deployment/talk')).toMatch(
        /Normal +ScalingReplicaSet .* Scaled up replica set talk-/,
      );
      expect(await kubectl('logs', 'deployment/talk')).toContain('starting');
      expect(await kubectl('events', '--for=deployment/talk')).toContain(
        'ScalingReplicaSet',
      );
      await kubectl('delete', 'deployment/talk');
    });

    it('labels, annotates and patches', async () => {
      await kubectl('create', 'configmap', 'marked', '--from-literal=word=one');
      await kubectl('label', 'cm/marked', 'tier=front');
      await kubectl('annotate', 'cm/marked', 'note=kept');
      await kubectl('patch', 'cm/marked', '-p', '{"data":{"word":"two"}}');
      await kubectl(
        ...['patch', 'cm/marked', '--type=json', '-p'],
        '[{"op":"remove","path":"/metadata/annotations/note"}]',
      );
      const [marked] = JSON.parse(
        await kubectl('get', 'cm', '-l', 'tier=front', '-o', 'json'),
      ).items;
      expect(marked).toMatchObject({
        metadata: { labels: { tier: 'front' } },
        data: { word: 'two' },
      });
      expect(marked.metadata.annotations).toBeUndefined();
      await kubectl('delete', 'cm', '-l', 'tier=front');
    });

    it('empties a node and lets it back', async () => {
      const drained = await kubectl(
        ...['drain', 'worker-02', '--ignore-daemonsets'],
        ...['--delete-emptydir-data', '--disable-eviction', '--timeout=90s'],
      );
      expect(drained).toContain('node/worker-02 drained');
      expect(await kubectl('get', 'node/worker-02')).toContain(
        'SchedulingDisabled',
      );
      await kubectl('uncordon', 'worker-02');
      expect(await kubectl('get', 'node/worker-02')).not.toContain(
        'SchedulingDisabled',
      );
    });

    it('asks who it is and what it may', async () => {
      expect(
        await lab.run('kubectl', ['auth', 'can-i', 'get', 'secrets']),
      ).toBe('yes\n');
      expect(await lab.run('kubectl', ['auth', 'whoami'])).toMatch(
        /Username +admin/,
      );
    });

    it('applies on the server, shows what differs, and deletes', async () => {
      const manifest = (value: string) =>
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace: 'default' },
          data: { value },
        });
      const apply = (value: string) =>
        lab.run('kubectl', ['apply', '--server-side', '-f', '-'], {
          stdin: manifest(value),
        });
      await apply('one');
      // It ends with 1 when something does.
      await expect(
        lab.run('kubectl', ['diff', '--server-side', '-f', '-'], {
          stdin: manifest('two'),
        }),
      ).rejects.toThrow(/- {2}value: one\n\+ {2}value: two/);
      expect(await apply('two')).toBe(
        'configmap/settings serverside-applied\n',
      );
      expect(
        await lab.run('kubectl', [
          'get',
          'cm/settings',
          '-o=jsonpath={.data.value}',
        ]),
      ).toBe('two');
      await lab.run('kubectl', ['delete', 'cm/settings', '--wait']);
    });

    it('refuses a misspelt field as it does everywhere', async () => {
      const wrong = lab.run('kubectl', ['apply', '-f', '-'], {
        stdin: JSON.stringify({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'wrong', namespace: 'default' },
          spec: { ports: [{ port: 80, tragetPort: 8080 }] },
        }),
      });
      await expect(wrong).rejects.toThrow(
        'unknown field "spec.ports[0].tragetPort"',
      );
    });

    it('explains a field, and lists all kinds', async () => {
      expect(
        await lab.run('kubectl', ['explain', 'kustomization.spec.prune']),
      ).toContain('FIELD: prune <boolean>');
      expect(await lab.run('kubectl', ['api-resources'])).toMatch(
        /^helmreleases\s+hr\s+helm\.toolkit\.fluxcd\.io\/v2\s+true\s+HelmRelease/m,
      );
    });
  });

  describe('flux', () => {
    it('gets everything', async () => {
      const all = await lab.run('flux', ['get', 'all', '-A']);
      expect(all).toMatch(/kustomization\/cluster-apps\s+\S+\s+False\s+True/);
      expect(all).toMatch(/gitrepository\/flux-system\s+\S+\s+False\s+True/);
      expect(all).toMatch(/helmrelease\/\S+/);
    });

    it('reconciles with the source', async () => {
      await lab.run('flux', [
        ...['reconcile', 'kustomization', 'cluster-apps', '--with-source'],
        '--timeout=60s',
      ]);
      const handled = await lab.run('kubectl', [
        ...['get', 'kustomization/cluster-apps', '-n', 'flux-system'],
        '-o=jsonpath={.status.lastHandledReconcileAt}',
      ]);
      expect(handled).not.toBe('');
    });

    it('suspends and resumes', async () => {
      await lab.run('flux', ['suspend', 'kustomization', 'cluster-apps']);
      expect(
        await lab.run('flux', ['get', 'kustomizations', 'cluster-apps']),
      ).toMatch(/^cluster-apps\s+\S+\s+True/m);
      await lab.run('flux', [
        ...['resume', 'kustomization', 'cluster-apps', '--timeout=60s'],
      ]);
    });

    it('reconciles a release anew', async () => {
      const release = ['cert-manager', '--namespace=cert-manager'];
      const { stderr } = await lab.try('flux', [
        ...['reconcile', 'helmrelease', ...release, '--force'],
        '--timeout=60s',
      ]);
      expect(stderr).toMatch(/applied revision v/);
      expect(
        await lab.run('flux', [
          ...['debug', 'helmrelease', ...release, '--show-values'],
        ]),
      ).toContain('enabled: true');
    });

    it('exports what it finds, and counts it', async () => {
      expect(
        await lab.run('flux', ['export', 'kustomization', 'cluster-apps']),
      ).toContain('kind: Kustomization');
      expect(await lab.run('flux', ['stats', '-A'])).toMatch(
        /^GitRepository\s+1\s+0\s+0/m,
      );
    });

    it('draws the tree and traces an object back to Git', async () => {
      const tree = JSON.parse(
        await lab.run('flux', [
          ...['tree', 'kustomization', 'cluster-apps', '-o', 'json'],
        ]),
      );
      expect(tree.resources.length).toBeGreaterThan(5);
      const trace = await lab.run('flux', [
        ...['trace', 'namespace', 'default'],
      ]);
      expect(trace).toMatch(/Kustomization:\s+cluster-apps/);
      expect(trace).toMatch(/GitRepository:\s+flux-system/);
    });

    it('reads what the controllers say', async () => {
      expect(
        await lab.run('flux', [
          ...['logs', '--kind=Kustomization', '--name=cluster-apps'],
          '--level=info',
        ]),
      ).toMatch(/^\S+Z info Kustomization\/cluster-apps\.flux-system - \S/m);
      expect(await lab.run('flux', ['logs', '-A'])).toMatch(
        /^\S+Z info GitRepository\/flux-system\.flux-system - stored artifact/m,
      );
    });

    it('reads events', async () => {
      expect(await lab.run('flux', ['events', '-A'])).toContain(
        'ReconciliationSucceeded',
      );
    });
  });

  describe('helm', () => {
    let chart: string;

    beforeAll(async () => {
      chart = mkdtempSync(path.join(tmpdir(), 'homestage-chart-'));
      mkdirSync(path.join(chart, 'templates'));
      writeFileSync(
        path.join(chart, 'Chart.yaml'),
        'apiVersion: v2\nname: small\nversion: 0.1.0\n',
      );
      writeFileSync(
        path.join(chart, 'templates/settings.yaml'),
        [
          'apiVersion: v1',
          'kind: ConfigMap',
          'metadata: { name: "{{ .Release.Name }}" }',
          'data: { word: {{ quote .Values.word }} }',
          '',
        ].join('\n'),
      );
    });
    afterAll(() => rmSync(chart, { recursive: true, force: true }));

    const helm = (...args: string[]) =>
      lab.run('helm', [...args, '--namespace', 'default']);
    const word = () =>
      lab.run('kubectl', ['get', 'cm/small', '-o=jsonpath={.data.word}']);

    it('installs, upgrades, rolls back, lists and uninstalls a chart', async () => {
      await helm('install', 'small', chart, '--set', 'word=first', '--wait');
      await helm('upgrade', 'small', chart, '--set', 'word=second', '--wait');
      expect(await word()).toBe('second');
      await helm('rollback', 'small', '1', '--wait');
      expect(await word()).toBe('first');
      const releases = JSON.parse(await helm('list', '--output', 'json'));
      expect(releases).toEqual([
        expect.objectContaining({
          name: 'small',
          revision: '3',
          status: 'deployed',
          chart: 'small-0.1.0',
        }),
      ]);
      await helm('uninstall', 'small', '--wait');
      await expect(word()).rejects.toThrow('not found');
    });

    it('installs or upgrades, tries first, and looks back', async () => {
      const upgrade = (value: string, ...more: string[]) =>
        helm(
          ...['upgrade', '--install', 'small', chart],
          ...['--set', `word=${value}`, ...more],
        );
      await upgrade('first', '--wait');
      expect(await upgrade('tried', '--dry-run=server')).toContain(
        'word: "tried"',
      );
      expect(await word()).toBe('first');
      await upgrade('second', '--wait');
      expect(await helm('get', 'values', 'small')).toContain('word: second');
      expect(await helm('get', 'manifest', 'small')).toContain(
        'word: "second"',
      );
      expect(await helm('status', 'small')).toContain('STATUS: deployed');
      expect(await helm('history', 'small')).toMatch(
        /^1\s.*superseded[^]*^2\s.*deployed/m,
      );
      await helm('uninstall', 'small', '--keep-history', '--wait');
      await helm('rollback', 'small', '1', '--wait');
      expect(await word()).toBe('first');
      await helm('uninstall', 'small', '--wait');
    });

    it('makes the namespace of a release', async () => {
      await lab.run('helm', [
        ...['install', 'small', chart, '--set', 'word=far'],
        ...['--namespace', 'far', '--create-namespace', '--wait'],
      ]);
      expect(await lab.run('helm', ['list', '--all-namespaces'])).toMatch(
        /^small\s+far\s+1/m,
      );
      await lab.run('helm', ['uninstall', 'small', '--namespace', 'far']);
      await lab.run('kubectl', ['delete', 'namespace', 'far', '--wait']);
    });
  });
});

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
          'data: { word: "{{ .Values.word }}" }',
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
  });
});

/**
 * @jest-environment node
 */
import { checkCommand } from './__testUtils__/checkCommand';
import { kindsOf, readKnownKinds, versionOf } from './__testUtils__/knownKinds';
import { readRunbookPages } from './__testUtils__/runbookPages';

/** Programs that are built here, so that their own help can be asked. */
const ASKED = [
  'talosctl',
  'kubectl',
  'flux',
  'helm',
  'virtctl',
  'sops',
  'kustomize',
  'age',
  'age-keygen',
];

const runbooks = readRunbookPages().flatMap(({ runbook }) =>
  runbook ? [runbook] : [],
);

describe('the comparison with the help of real programs', () => {
  it.each([
    'talosctl -n 192.168.42.11 etcd members',
    'talosctl services -n 192.168.42.11',
    'talosctl --talosconfig ./a config endpoint 192.168.42.11',
    'kubectl -n media get pods -o wide --field-selector=a=b',
    'kubectl rollout restart deployment sonarr',
    'flux get sources git -A',
    'flux get ks -A',
    'helm history sonarr --namespace media',
    'virtctl vnc debian-dev --namespace vms',
    'virtctl stop debian-dev --force --grace-period 0',
    'sops updatekeys --yes a.sops.yaml',
    'kustomize build infra --enable-helm',
    'age -d -i age.key etcd.db.age',
    'age-keygen -pq -o age.key',
  ])('finds nothing wrong with %s', async command => {
    await expect(checkCommand(command.split(' '))).resolves.toEqual([]);
  });

  it.each([
    ['talosctl -n 192.168.42.11 etcd compact', 'has no command compact'],
    ['talosctl drain', 'has no command drain'],
    ['talosctl reset --wipe-everything', 'has no flag --wipe-everything'],
    ['kubectl evict pod', 'has no command evict'],
    ['kubectl get pods --every-namespace', 'has no flag --every-namespace'],
    ['kubectl rollout begin', 'has no command begin'],
    ['flux reconcile pods', 'has no command pods'],
    ['flux resume helmrelease a --reset', 'has no flag --reset'],
    ['helm rollback a --reset', 'has no flag --reset'],
    ['virtctl reboot a', 'has no command reboot'],
    ['sops updatekeys --force a', 'has no flag --force'],
    ['kustomize make', 'has no command make'],
    ['age --sign', 'has no flag --sign'],
  ])('finds what is wrong with %s', async (command, message) => {
    await expect(checkCommand(command.split(' '))).resolves.toEqual([
      expect.stringContaining(message),
    ]);
  });
});

describe('the commands of the runbooks', () => {
  it.each(runbooks.map(({ path }) => path))(
    'of %s exist, with their flags',
    async path => {
      const { commands } = runbooks.find(page => page.path === path)!;
      const faults: string[] = [];
      for (const { words, line } of commands) {
        if (ASKED.includes(words[0])) {
          const found = await checkCommand(words);
          faults.push(...found.map(fault => `${path}:${line} ${fault}`));
        }
      }
      expect(faults).toEqual([]);
    },
  );

  it('name kinds that Kubernetes or one of the operators defines', async () => {
    const isKnown = await readKnownKinds();
    expect(isKnown('podz')).toBe(false);
    const unknown = runbooks.flatMap(({ path, commands }) =>
      commands.flatMap(({ words, line }) =>
        kindsOf(words)
          .filter(kind => !isKnown(kind))
          .map(kind => `${path}:${line} ${kind}`),
      ),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the versions that the runbooks name', () => {
  const named = new Map(
    runbooks.flatMap(({ tools }) =>
      tools.flatMap(({ name, version }) =>
        version ? [[name, version] as const] : [],
      ),
    ),
  );

  it.each(ASKED.filter(tool => named.has(tool)))(
    'are those of %s as it is built',
    async tool => {
      await expect(versionOf(tool)).resolves.toBe(named.get(tool));
    },
  );
});

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyChanges } from '../applyChanges';
import { changesOf, treeFolder, TREES } from '../trees';
import { checkMachines } from './checkMachines';

/**
 * The pull requests of each tree that change what machine configs are made of, with a
 * config (or patch) that has to be there then, and what it has to say.
 */
const MACHINE_CHANGES: Readonly<
  Record<string, Readonly<Record<string, [config: string, says: string]>>>
> = {
  'per-app-sources': { node: ['10.10.0.22', 'hostname: worker-2'] },
  'reference-lab': {
    'control-plane': ['lab-cp-04', 'hostname: cp-04'],
    node: ['lab-worker-03', 'hostname: worker-03'],
    'upgrade-kubernetes': ['lab-worker-01', 'kubelet:v1.36.5'],
    'upgrade-talos': [
      'patches/controller/10-control-plane.yaml',
      'KubeAPIServerConfig',
    ],
  },
  'shared-source': { node: ['ash', '192.168.20.22/24'] },
  'single-node': { node: ['home-nuc-2', 'hostname: nuc-2'] },
};

/** Whether a pull request of a tree changes a file below `talos/`. */
function changesMachines(tree: string, change: string): boolean {
  const file = path.join(changesOf(tree), `${change}.diff`);
  return /^\+\+\+ b\/talos\//m.test(readFileSync(file, 'utf8'));
}

/** No cluster is needed to make machine configs, so none is started. */
describe('what templates propose for the machines of', () => {
  let work: string;

  beforeAll(() => {
    work = mkdtempSync(path.join(tmpdir(), 'homestage-machines-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it.each(TREES)('%s is what Talos takes', async tree => {
    const before = path.join(work, tree);
    cpSync(treeFolder(tree), before, { recursive: true });
    const changed = await applyChanges(
      before,
      changesOf(tree),
      `${before}-changed`,
    );
    const touched = changed
      .map(({ folder, changes }) => ({
        folder,
        changes: changes.filter(name => changesMachines(tree, name)),
      }))
      .filter(({ changes }) => changes.length > 0);
    const found: Record<string, boolean> = {};
    for (const { folder, changes } of touched) {
      const { configs, faults } = await checkMachines(
        folder,
        `${folder}-talos`,
      );
      expect({ changes, faults }).toEqual({ changes, faults: [] });
      for (const name of changes) {
        const [config, says] = MACHINE_CHANGES[tree]?.[name] ?? ['', ''];
        found[name] = configs.get(config)?.includes(says) ?? false;
      }
    }
    const all = Object.keys(MACHINE_CHANGES[tree] ?? {});
    expect(found).toEqual(Object.fromEntries(all.map(name => [name, true])));
  });

  it.each([
    [
      'a field that Talos does not have',
      'shared-source',
      'talos/worker/10-wrong.yaml',
      'machine:\n  instal:\n    disk: /dev/sda\n',
      'instal',
    ],
    [
      'a variable that nothing sets',
      'per-app-sources',
      'talos/nodes/worker/10.10.0.23.yaml.j2',
      'machine:\n  install:\n    disk: {{ ENV.DISK }}\n',
      'ENV.DISK',
    ],
  ])('refuses %s', async (_, tree, file, text, named) => {
    const folder = path.join(work, 'wrong', tree);
    cpSync(treeFolder(tree), folder, { recursive: true });
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
    await expect(checkMachines(folder, `${folder}-talos`)).rejects.toThrow(
      named,
    );
  });
});

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { applyChanges, type ChangedTree } from './applyChanges';
import {
  buildFolders,
  buildTree,
  rebuildTree,
  type TreeObject,
} from './buildTree';
import { applyFaults, conformFaults } from './checkObjects';
import { checkMachines } from './machines/checkMachines';
import { renderLab, repositoryPath } from './renderLab';
import { standInForTheOutside } from './standIn';
import { changesOf, treeFolder, TREES } from './trees';

const LABS = repositoryPath('infra/labs');

/** The reference lab is infra/ itself. */
const labs = [
  '.',
  ...readdirSync(LABS, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name),
];

/** What the cluster of each tree begins with; nothing for one of Argo CD. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  'argo-cd': [],
  'helm-repository': [
    'kubernetes/flux/repositories.yaml',
    'kubernetes/flux/apps.yaml',
  ],
  'per-app-sources': ['kubernetes/flux/cluster/ks.yaml'],
  'reference-lab': ['kubernetes/flux/cluster/ks.yaml'],
  'shared-source': [
    'clusters/home/flux/repositories.yaml',
    'clusters/home/flux/apps.yaml',
  ],
  'single-node': ['cluster/flux/infrastructure.yaml', 'cluster/flux/apps.yaml'],
};

/** A busy machine takes minutes for all definitions. */
const START_MS = 480_000;

/** One API server for all: its definitions take longer than any tree. */
describe('files', () => {
  let kubernetes: RealKubernetes;
  let work: string;

  beforeAll(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'homestage-files-'));
    kubernetes = await RealKubernetes.start({ definitions: 'all' });
  }, START_MS);
  afterAll(async () => {
    await kubernetes?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  /** What neither the schemas nor the real API server take. */
  const faultsOf = async (objects: readonly TreeObject[]) => [
    ...(await conformFaults(objects)),
    ...(await applyFaults(kubernetes, objects)),
  ];

  it('are the reference lab and five more, and every tree of the templates', () => {
    expect(labs).toHaveLength(6);
    expect(Object.keys(ENTRIES).sort()).toEqual(TREES.toSorted());
  });

  describe.each(labs)('of the lab %s', lab => {
    let folder: string;

    beforeAll(async () => {
      folder = path.join(work, lab === '.' ? 'reference' : lab);
      await renderLab(
        lab === '.' ? path.dirname(LABS) : path.join(LABS, lab),
        folder,
      );
      standInForTheOutside(folder);
    });

    it('make objects that their schemas and a real API server take', async () => {
      // Only Flux is asked to build what begins with Flux.
      const isFlux = existsSync(path.join(folder, 'kubernetes/flux'));
      const objects = isFlux
        ? await buildTree(kubernetes, folder)
        : await buildFolders(kubernetes, folder);
      expect(objects.length).toBeGreaterThan(10);
      expect(await faultsOf(objects)).toEqual([]);
      // Some texts are for another reader, and say so to Flux.
      const left = objects.filter(
        ({ metadata, ...object }) =>
          isFlux &&
          !/fluxcd\.io\/substitute":"disabled"/.test(
            JSON.stringify(metadata),
          ) &&
          /\$\{\w+/.test(JSON.stringify(object)),
      );
      expect(left.map(({ kind, metadata }) => [kind, metadata.name])).toEqual(
        [],
      );
    });

    it('make machine configs that Talos takes', async () => {
      const generated = `${folder}-talos`;
      const { configs, faults } = await checkMachines(folder, generated);
      expect(configs.size).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    });
  });

  describe.each(TREES)('that templates propose for the tree %s', tree => {
    let before: Set<string>;
    let changed: ChangedTree[];

    const build = (folder: string, how = rebuildTree) =>
      ENTRIES[tree].length > 0
        ? how(kubernetes, folder, ENTRIES[tree])
        : buildFolders(kubernetes, folder);

    beforeAll(async () => {
      const folder = path.join(work, 'trees', tree);
      mkdirSync(path.dirname(folder), { recursive: true });
      cpSync(treeFolder(tree), folder, { recursive: true });
      changed = await applyChanges(
        folder,
        changesOf(tree),
        `${folder}-changed`,
      );
      standInForTheOutside(folder);
      const built = await build(folder, buildTree);
      before = new Set(built.map(object => JSON.stringify(object)));
    });

    const whatIsNew = (objects: readonly TreeObject[]) =>
      objects.filter(object => !before.has(JSON.stringify(object)));

    it('make objects that their schemas and a real API server take', async () => {
      for (const { folder, changes } of changed) {
        standInForTheOutside(folder);
        const touched = whatIsNew(await build(folder));
        expect(touched.length).toBeGreaterThan(0);
        expect({ changes, faults: await faultsOf(touched) }).toEqual({
          changes,
          faults: [],
        });
      }
    });
  });
});

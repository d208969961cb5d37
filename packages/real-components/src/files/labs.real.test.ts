import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { buildFolders, buildTree, type TreeObject } from './buildTree';
import { checkMachines } from './checkMachines';
import { applyFaults, conformFaults } from './checkObjects';
import { renderLab, repositoryPath } from './renderLab';
import { standInForTheOutside } from './standIn';

const LABS = repositoryPath('infra/labs');

/** The reference lab is infra/ itself. */
const labs = [
  '.',
  ...readdirSync(LABS, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name),
];

describe('the labs that are rendered', () => {
  let kubernetes: RealKubernetes;
  let work: string;

  beforeAll(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'homestage-labs-'));
    kubernetes = await RealKubernetes.start({ definitions: 'all' });
  });
  afterAll(async () => {
    await kubernetes?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('are the reference lab and five more', () => {
    expect(labs).toHaveLength(6);
  });

  describe.each(labs)('%s', lab => {
    let folder: string;

    beforeAll(async () => {
      folder = path.join(work, lab === '.' ? 'reference' : lab);
      await renderLab(
        lab === '.' ? path.dirname(LABS) : path.join(LABS, lab),
        folder,
      );
      standInForTheOutside(folder);
    });

    it('has objects that their schemas and a real API server take', async () => {
      // Only Flux is asked to build what begins with Flux.
      const isFlux = existsSync(path.join(folder, 'kubernetes/flux'));
      const objects: TreeObject[] = isFlux
        ? await buildTree(kubernetes, folder)
        : await buildFolders(kubernetes, folder);
      expect(objects.length).toBeGreaterThan(10);
      expect(await conformFaults(objects)).toEqual([]);
      expect(await applyFaults(kubernetes, objects)).toEqual([]);
    });

    it('has machine configs that Talos takes', async () => {
      const generated = `${folder}-talos`;
      const { configs, faults } = await checkMachines(folder, generated);
      expect(configs.length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    });
  });
});

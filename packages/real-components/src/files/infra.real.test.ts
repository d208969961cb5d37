import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { buildTree, type TreeObject } from './buildTree';
import { applyFaults, conformFaults } from './checkObjects';
import { repositoryPath } from './renderLab';
import { standInForTheOutside } from './standIn';

describe('the reference lab', () => {
  let kubernetes: RealKubernetes;
  let objects: TreeObject[];

  let work: string;

  beforeAll(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'homestage-infra-'));
    cpSync(repositoryPath('infra/kubernetes'), path.join(work, 'kubernetes'), {
      recursive: true,
    });
    standInForTheOutside(work);
    kubernetes = await RealKubernetes.start({ definitions: 'all' });
    objects = await buildTree(kubernetes, work);
  });
  afterAll(async () => {
    await kubernetes?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('is built by flux down to every app', () => {
    const kinds = new Set(objects.map(({ kind }) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['Kustomization', 'HelmRelease', 'Namespace']),
    );
  });

  it('leaves nothing to be substituted', () => {
    // Some texts are for another reader, and say so to Flux.
    const left = objects.filter(
      ({ metadata, ...object }) =>
        !/fluxcd\.io\/substitute":"disabled"/.test(JSON.stringify(metadata)) &&
        /\$\{\w+/.test(JSON.stringify(object)),
    );
    expect(left.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([]);
  });

  it('has objects that conform to the schemas of their kinds', async () => {
    expect(await conformFaults(objects)).toEqual([]);
  });

  it('has objects that a real API server takes', async () => {
    expect(await applyFaults(kubernetes, objects)).toEqual([]);
  });
});

describe('the checks themselves', () => {
  it('refuse a field that a kind does not have', async () => {
    const faults = await conformFaults([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'misspelt' },
        daata: {},
      } as TreeObject,
    ]);
    expect(faults).toEqual([
      {
        what: 'ConfigMap misspelt',
        why: expect.stringContaining("'daata' not allowed"),
      },
    ]);
  });

  it('refuse a kind whose definition nobody has', async () => {
    const faults = await conformFaults([
      {
        apiVersion: 'nowhere.example.com/v1',
        kind: 'Thing',
        metadata: { name: 'x' },
      },
    ]);
    expect(faults).toEqual([
      {
        what: 'Thing x',
        why: expect.stringContaining('could not find schema'),
      },
    ]);
  });
});

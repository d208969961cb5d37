import { resolveTree } from '@homestage/gitops-tree';
import type { Preset } from '@homestage/labctl';
import type { AppPresets } from '../services/appPresetsServiceRef';
import type { RepoStore } from '../types/RepoStore';
import { knownRegistries } from './knownRegistries';

const pod = (name: string, image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: app\n      image: ${image}\n`;

const ROOT = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: apps
  sourceRef:
    kind: GitRepository
    name: flux-system
`;

const index = resolveTree(
  new Map([
    ['flux/apps.yaml', ROOT],
    ['apps/one.yaml', pod('one', 'nginx:1.29')],
    ['apps/two.yaml', pod('two', 'registry.lab.example:5000/two:1')],
    ['apps/three.yaml', pod('three', '${REGISTRY}/three:1')],
  ]),
  { root: '' },
);

const repoStore = {
  repositories: () => [{ name: 'home-ops' }, { name: 'not-read-yet' }],
  snapshot: (name: string) => (name === 'home-ops' ? { index } : {}),
} as unknown as RepoStore;

const presets = (all: AppPresets['all']): AppPresets => ({ all });

describe('knownRegistries', () => {
  it('are those of the trees and of the presets, as far as their names are whole', async () => {
    const preset = {
      image: { repository: 'ghcr.io/owner/app', tag: '1' },
    } as Preset;
    const known = await knownRegistries({
      repoStore,
      presets: presets(async () => ({
        presets: new Map([['app', preset]]),
        problems: [],
      })),
    });
    expect([...known].sort()).toEqual([
      'docker.io',
      'ghcr.io',
      'registry.lab.example:5000',
    ]);
  });

  it('are those of the trees when the presets can not be read', async () => {
    const known = await knownRegistries({
      repoStore,
      presets: presets(async () => {
        throw new Error('homestage.gitops.presets: no such folder');
      }),
    });
    expect([...known].sort()).toEqual([
      'docker.io',
      'registry.lab.example:5000',
    ]);
  });
});

import { join } from 'node:path';
import { inspectTree, resolveTree } from '@homestage/gitops-tree';
import { readTreeFolder } from '../__testUtils__/readTreeFolder';
import { addNamespace } from '../wishes/addNamespace';
import { addVm } from '../wishes/addVm';
import { placeNamespaceInArgo } from './placeInArgo';

const SET = 'kubernetes/argocd/applicationset.yaml';

const files = readTreeFolder(join(__dirname, '../__fixtures__/argo-cd/tree'));

function treeWith(changes: Record<string, string | undefined> = {}) {
  const all = new Map(files);
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) {
      all.delete(file);
    } else {
      all.set(file, text);
    }
  }
  const index = resolveTree(all, { root: 'kubernetes' });
  return { index, conventions: inspectTree(index) };
}

const edited = (from: string, to: string) => ({
  [SET]: files.get(SET)!.replace(from, to),
});

describe('placeNamespaceInArgo', () => {
  const place = (changes?: Record<string, string | undefined>) =>
    placeNamespaceInArgo('games', treeWith(changes).index);

  it('puts it where the set makes an Application that goes to it', () => {
    expect(place()).toEqual({
      directory: 'kubernetes/apps/games/games',
      entry: 'namespace.yaml',
      isNew: true,
      edits: [],
    });
  });

  it.each([
    [
      'no set finds a directory of another namespace',
      edited('kubernetes/apps/*/*', 'kubernetes/apps/media/*'),
    ],
    [
      'its Application would go to another namespace',
      edited("'{{ index .path.segments 2 }}'", 'apps'),
    ],
  ])('refuses where %s', (_, changes) => {
    expect(() => place(changes)).toThrow(
      /^repository: no ApplicationSet of this tree/,
    );
  });

  it('leaves no namespace to be made twice', () => {
    expect(() =>
      addNamespace.plan(
        { newNamespace: 'media', podSecurity: 'default' },
        treeWith(),
      ),
    ).toThrow(/^newNamespace: the tree has namespace media already/);
  });
});

describe('a machine in a tree of Argo CD', () => {
  it('is refused where nothing would run it', () => {
    expect(() =>
      addVm.plan(
        {
          name: 'guest',
          namespace: 'media',
          source: 'docker://quay.io/containerdisks/debian:13',
          instancetype: 'u1.small',
          preference: 'debian',
          volume: { size: '10Gi' },
          runStrategy: 'Manual',
        },
        treeWith({
          'kubernetes/apps/vms/kubevirt/kubevirt.yaml': undefined,
          'kubernetes/apps/vms/kubevirt/kustomization.yaml': undefined,
          'kubernetes/apps/vms/kubevirt/vlan20.yaml': undefined,
        }),
      ),
    ).toThrow(/does not install KubeVirt \(no app kubevirt\)/);
  });
});

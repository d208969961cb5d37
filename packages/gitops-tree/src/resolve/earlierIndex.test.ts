import { tree } from '../__testUtils__/tree';
import { USUAL_TREE } from '../__testUtils__/usualTree';
import type { FileSet } from '../types';
import { resolveTree } from './resolveTree';

const resolve = (files: FileSet) => resolveTree(files, { root: 'kubernetes' });

describe('resolveTree', () => {
  const index = resolve(tree(USUAL_TREE));

  describe('with an earlier index', () => {
    const AGAIN = {
      'kubernetes/flux/ks.yaml': `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: cluster, namespace: flux-system }
        spec:
          path: ./kubernetes/apps
          ignoreMissingComponents: true
          components: [../components/extra]
          sourceRef: { kind: GitRepository, name: flux-system }
      `,
      'kubernetes/apps/kustomization.yaml': `
        resources: [./one.yaml, ./walked]
        configMapGenerator: [{ name: generated, files: [./settings.txt] }]
        patches: [{ path: ./patch.yaml, target: { kind: ConfigMap, name: one } }]
      `,
      'kubernetes/apps/one.yaml':
        '{ apiVersion: v1, kind: ConfigMap, metadata: { name: one } }',
      'kubernetes/apps/patch.yaml':
        '[{ op: add, path: /metadata/labels, value: { before: "yes" } }]',
      'kubernetes/apps/settings.txt': 'a',
      'kubernetes/apps/walked/kustomization.yaml': 'resources: [./two.yaml]',
      'kubernetes/apps/walked/two.yaml':
        '{ apiVersion: v1, kind: ConfigMap, metadata: { name: two } }',
    };

    it('knows the file of a patch', () => {
      const again = resolveTree(tree(AGAIN), { root: 'kubernetes' });
      expect(
        again.objects.map(({ name, patchedBy }) => [name, patchedBy]),
      ).toContainEqual(['one', ['kubernetes/apps/patch.yaml']]);
    });

    it.each<[string, Record<string, string>]>([
      ['nothing', {}],
      ['a resource', { 'kubernetes/apps/one.yaml': 'a: [' }],
      ['a patch', { 'kubernetes/apps/patch.yaml': '[]' }],
      ['text that a name is made of', { 'kubernetes/apps/settings.txt': 'b' }],
      [
        'a list further down',
        { 'kubernetes/apps/walked/kustomization.yaml': 'resources: []' },
      ],
      [
        'what a Kustomization asks for',
        {
          'kubernetes/flux/ks.yaml': AGAIN['kubernetes/flux/ks.yaml'].replace(
            'components:',
            'namePrefix: p-\n          components:',
          ),
        },
      ],
      [
        'a component that was allowed to be missing',
        {
          'kubernetes/components/extra/kustomization.yaml':
            '{ apiVersion: kustomize.config.k8s.io/v1alpha1, kind: Component, namePrefix: new- }',
        },
      ],
    ])(
      'gives the same answer as without when there is new: %s',
      (_, change) => {
        const previous = resolve(tree(AGAIN));
        const changed = { ...AGAIN, ...change };
        expect(
          resolveTree(tree(changed), { root: 'kubernetes', previous }),
        ).toEqual(resolve(tree(changed)));
      },
    );

    it('does not build again what did not change', () => {
      const changed = tree({
        ...USUAL_TREE,
        'kubernetes/apps/media/vms/app/vm.yaml': 'a: [\n',
      });
      const again = resolveTree(changed, {
        root: 'kubernetes',
        previous: index,
      });
      expect(again).toEqual(resolve(tree(Object.fromEntries(changed))));
      const [before, after] = [index, again].map(({ objects }) =>
        objects.find(({ kind }) => kind === 'HelmRelease'),
      );
      expect(after?.manifest).toBe(before?.manifest);
    });
  });
});

import { resolveTree } from '@homestage/gitops-tree';
import { clusterVersions } from './clusterVersions';

const FLUX = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: upgrades
  namespace: flux-system
spec:
  path: ./upgrades
  sourceRef:
    kind: GitRepository
    name: flux-system
`;

const UPGRADE = `apiVersion: tuppr.home-operations.com/v1alpha1
kind: TalosUpgrade
metadata:
  name: cluster
spec:
  talos:
    version: v1.13.7
`;

describe('clusterVersions', () => {
  it('says what is applied, and nothing of what is not', () => {
    const index = resolveTree(
      new Map([
        ['flux.yaml', FLUX],
        ['upgrades/talos.yaml', UPGRADE],
        [
          'elsewhere/kubernetes.yaml',
          UPGRADE.replace('Talos', 'Kubernetes').replace(
            'talos:',
            'kubernetes:',
          ),
        ],
      ]),
      { root: '' },
    );
    expect(clusterVersions(index)).toEqual({
      talos: 'v1.13.7',
      kubernetes: undefined,
    });
  });
});

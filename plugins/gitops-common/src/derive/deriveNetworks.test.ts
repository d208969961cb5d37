import { resolveTree } from '@homestage/gitops-tree';
import { deriveNetworks } from './deriveNetworks';

const network = (name: string, config: string) =>
  `---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ${name}
  namespace: kube-system
spec:
  config: '${config}'
`;

const FLUX = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: networks
  namespace: flux-system
spec:
  path: ./networks
  sourceRef:
    kind: GitRepository
    name: flux-system
`;

describe('deriveNetworks', () => {
  it('says of which type each is, as far as the tree does', () => {
    const index = resolveTree(
      new Map([
        ['flux.yaml', FLUX],
        [
          'networks/all.yaml',
          network('vlan20', '{"type": "bridge"}') +
            network(
              'lan',
              '{"plugins": [{"type": "macvlan"}, {"type": "sbr"}]}',
            ) +
            network('iot', '{"vlan": ${VLAN}}'),
        ],
      ]),
      { root: '' },
    );
    expect(deriveNetworks(index)).toEqual([
      { namespace: 'kube-system', name: 'iot', type: undefined },
      { namespace: 'kube-system', name: 'lan', type: 'macvlan' },
      { namespace: 'kube-system', name: 'vlan20', type: 'bridge' },
    ]);
  });
});

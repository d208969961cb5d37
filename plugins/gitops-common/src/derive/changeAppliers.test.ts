import { resolveTree } from '@homestage/gitops-tree';
import { changeAppliers } from './changeAppliers';

const kustomization = (name: string, path: string, more = '') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: flux-system\nspec:\n  interval: 1h\n  path: ./${path}\n  prune: true\n${more}  sourceRef:\n    kind: GitRepository\n    name: flux-system\n`;

const MEDIA = 'kubernetes/apps/media';

const INDEX = resolveTree(
  new Map([
    ['kubernetes/flux/ks.yaml', kustomization('apps', 'kubernetes/apps')],
    [
      `${MEDIA}/kustomization.yaml`,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ./sonarr/ks.yaml\n',
    ],
    [
      `${MEDIA}/sonarr/ks.yaml`,
      kustomization(
        'sonarr',
        `${MEDIA}/sonarr/app`,
        '  targetNamespace: media\n',
      ),
    ],
    [
      `${MEDIA}/sonarr/app/kustomization.yaml`,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ./helmrelease.yaml\nconfigMapGenerator:\n  - name: sonarr-values\n    files:\n      - values.yaml\n',
    ],
    [
      `${MEDIA}/sonarr/app/helmrelease.yaml`,
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: sonarr\nspec:\n  interval: 1h\n  chartRef:\n    kind: OCIRepository\n    name: sonarr\n',
    ],
    [`${MEDIA}/sonarr/app/values.yaml`, 'a: 1\n'],
    [`${MEDIA}/radarr/ks.yaml`, kustomization('radarr', `${MEDIA}/radarr/app`)],
    ['nodes.yaml', 'nodes: []\n'],
  ]),
  { root: 'kubernetes' },
);

const APPS = 'flux-system/apps';
const SONARR = 'flux-system/sonarr';
const RELEASE = 'media/sonarr';

describe('changeAppliers', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'a release, by the last of its chain',
      `${MEDIA}/sonarr/app/helmrelease.yaml`,
      [SONARR],
      [RELEASE],
    ],
    [
      'values, by the directory they are in',
      `${MEDIA}/sonarr/app/values.yaml`,
      [SONARR],
      [RELEASE],
    ],
    [
      'a Kustomization: by its parent, and by itself, which has to follow',
      `${MEDIA}/sonarr/ks.yaml`,
      [APPS, SONARR],
      [RELEASE],
    ],
    [
      'a file that is gone, by the directory it was in',
      `${MEDIA}/bazarr/ks.yaml`,
      [APPS],
      [],
    ],
    [
      'a Kustomization that no list leads to: not by itself',
      `${MEDIA}/radarr/ks.yaml`,
      [APPS],
      [],
    ],
    ['what no Kustomization is for, by none', 'nodes.yaml', [], []],
  ])('finds who applies %s', (_what, file, kustomizations, helmReleases) => {
    expect(changeAppliers(INDEX, [file])).toMatchObject({
      kustomizations,
      helmReleases,
    });
  });

  it('names everybody on the way, so that a suspended one is found', () => {
    const { ancestors } = changeAppliers(INDEX, [
      `${MEDIA}/sonarr/app/helmrelease.yaml`,
    ]);
    expect(ancestors).toEqual([APPS, SONARR]);
  });

  it('names each once', () => {
    const files = ['helmrelease.yaml', 'values.yaml'].map(
      file => `${MEDIA}/sonarr/app/${file}`,
    );
    expect(changeAppliers(INDEX, files).kustomizations).toEqual([SONARR]);
  });
});

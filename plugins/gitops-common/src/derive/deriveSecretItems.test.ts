import { resolveTree } from '@homestage/gitops-tree';
import { deriveSecretItems, suggestSecretItem } from './deriveSecretItems';

const secret = (
  name: string,
  spec: string,
) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: ${name}
  namespace: media
spec:
${spec}
`;

const release = (name: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
  namespace: media
spec: {}
`;

const INDEX = resolveTree(
  new Map([
    [
      'flux/apps.yaml',
      `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: apps
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
    ],
    ['apps/media/sonarr/release.yaml', release('sonarr')],
    [
      'apps/media/sonarr/secret.yaml',
      secret('sonarr', '  dataFrom: [{ extract: { key: apps/sonarr } }]'),
    ],
    ['apps/media/radarr/release.yaml', release('radarr')],
    [
      'apps/media/radarr/secret.yaml',
      secret(
        'radarr',
        '  data: [{ secretKey: a, remoteRef: { key: apps/radarr } }, { secretKey: b, remoteRef: { key: apps/radarr } }, { secretKey: c, remoteRef: { key: push } }]',
      ),
    ],
    ['apps/media/radarr/broken.yaml', secret('broken', '  data: nothing')],
  ]),
  { root: '' },
);

describe('deriveSecretItems', () => {
  it('names the items that are read, once for each reader, and their apps', () => {
    expect(deriveSecretItems(INDEX)).toEqual([
      { item: 'apps/radarr', reader: 'media/radarr', app: 'radarr' },
      { item: 'push', reader: 'media/radarr', app: 'radarr' },
      { item: 'apps/sonarr', reader: 'media/sonarr', app: 'sonarr' },
    ]);
  });
});

describe('suggestSecretItem', () => {
  it('calls an item as those of others are called', () => {
    const secretItems = deriveSecretItems(INDEX);
    expect(suggestSecretItem('bazarr', { secretItems })).toBe('apps/bazarr');
  });

  it('suggests nothing after a single example', () => {
    const secretItems = deriveSecretItems(INDEX).slice(0, 2);
    expect(suggestSecretItem('bazarr', { secretItems })).toBeUndefined();
  });
});

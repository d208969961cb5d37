import { inspectTree, resolveTree } from '@homestage/gitops-tree';
import { exposeApp } from './exposeApp';

const release = (
  name: string,
  gateway: string,
) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
  namespace: media
spec:
  chart:
    spec:
      chart: app-template
      sourceRef:
        kind: HelmRepository
        name: bjw-s
  values:
    route:
      app:
        hostnames: [${name}.lab.example]
        parentRefs:
          - name: envoy-${gateway}
    service:
      app:
        ports:
          http:
            port: 80
`;

const policy = `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata:
  name: plex
  namespace: media
spec:
  basicAuth:
    users:
      name: users
  targetRefs:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      name: plex
`;

/** An app behind a login on the external gateway, and another on the internal one. */
const FILES = new Map([
  ['apps/media/kustomization.yaml', 'resources: [plex, sonarr]\n'],
  [
    'apps/media/plex/kustomization.yaml',
    'resources: [release.yaml, policy.yaml]\n',
  ],
  ['apps/media/plex/release.yaml', release('plex', 'external')],
  ['apps/media/plex/policy.yaml', policy],
  ['apps/media/sonarr/kustomization.yaml', 'resources: [release.yaml]\n'],
  ['apps/media/sonarr/release.yaml', release('sonarr', 'internal')],
  [
    'flux/apps.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: apps/media
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
  ],
]);

describe('exposeApp', () => {
  it('keeps a guard on its route, which a second one renames', () => {
    const index = resolveTree(FILES, { root: '' });
    const { edits } = exposeApp.plan(
      {
        app: 'media/plex',
        exposure: 'internal',
        hostname: 'films.lab.example',
        hasSignIn: false,
      },
      { index, conventions: inspectTree(index) },
    );
    expect(edits).toEqual([
      {
        file: 'apps/media/plex/policy.yaml',
        document: 0,
        path: ['spec', 'targetRefs', 0, 'name'],
        set: 'plex-app',
      },
      expect.objectContaining({ file: 'apps/media/plex/release.yaml' }),
    ]);
  });
});

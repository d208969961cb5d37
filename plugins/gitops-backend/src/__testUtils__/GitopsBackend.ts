import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { startTestForge, type TestForge } from '@homestage/sandbox/testUtils';
import scaffolderModuleGitops from '@homestage/backstage-plugin-scaffolder-backend-module-gitops';
import request, { type Test } from 'supertest';
import { parse } from 'yaml';
import gitopsPlugin from '..';

const TEMPLATE = join(__dirname, '../../../../templates/add-app/template.yaml');

const PRESETS = join(__dirname, '../__fixtures__/presets');

const HELM_RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: sonarr
spec:
  chartRef:
    kind: OCIRepository
    name: sonarr
  interval: 1h
  values:
    controllers:
      sonarr:
        containers:
          app:
            image:
              repository: ghcr.io/home-operations/sonarr
              tag: 4.0.11
    route:
      app:
        hostnames: [sonarr.lab.example]
        parentRefs:
          - name: envoy-internal
            namespace: network
`;

const SEED = new Map([
  [
    'kubernetes/flux/ks.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: flux-system\nspec:\n  interval: 1h\n  path: ./kubernetes/apps\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n',
  ],
  [
    'kubernetes/apps/media/kustomization.yaml',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: media\nresources:\n  - ./sonarr/ks.yaml\n',
  ],
  [
    'kubernetes/apps/media/sonarr/ks.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: sonarr\nspec:\n  interval: 1h\n  path: ./kubernetes/apps/media/sonarr/app\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: flux-system\n    namespace: flux-system\n',
  ],
  ['kubernetes/apps/media/sonarr/app/helmrelease.yaml', HELM_RELEASE],
  [
    'kubernetes/apps/media/sonarr/app/ocirepository.yaml',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: sonarr\nspec:\n  interval: 1h\n  ref:\n    tag: 5.1.0\n  url: oci://ghcr.io/bjw-s-labs/helm/app-template\n',
  ],
  ['kubernetes/apps/media/broken.yaml', 'a: [1,\nb: {\n'],
]);

/** A form of add-app that the tree of the seed takes. */
export const values = {
  name: 'navidrome',
  namespace: 'media',
  image: 'ghcr.io/navidrome/navidrome:0.54.1',
  port: 4533,
};

/** What asks for the preview of it. */
export const preview = { templateRef: 'template:default/add-app', values };

/** A registry that holds lab/app:1.0.0. */
async function startRegistry() {
  const server = createServer(({ url }, response) => {
    if (url === '/v2/lab/app/manifests/1.0.0') {
      response.setHeader(
        'content-type',
        'application/vnd.oci.image.index.v1+json',
      );
      response.end();
      return;
    }
    response.statusCode = 404;
    response.end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await once(server.close(), 'close');
    },
  };
}

/** The plugin with the scaffolder and our actions, on the sandbox's forge. */
export interface GitopsBackend {
  readonly lab: TestForge;
  /** Host of a registry that holds lab/app:1.0.0. */
  readonly registryHost: string;
  get(path: string): Test;
  post(path: string, body: object): Test;
  /** Runs a template through the scaffolder. */
  runTask(form: object): Test;
  /** The events of a run, when it has ended. */
  taskEvents(id: string): Test;
  /** Which permissions people are refused from now on; unset: none. */
  deny(names?: RegExp): void;
  stop(): Promise<void>;
}

export async function startGitopsBackend(): Promise<GitopsBackend> {
  let denied: RegExp | undefined;
  const registry = await startRegistry();
  const lab = await startTestForge(SEED, {
    presets: PRESETS,
    registries: [{ host: registry.host, url: registry.url }],
  });
  const template = parse(await readFile(TEMPLATE, 'utf8'));
  template.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${TEMPLATE}`,
    'backstage.io/managed-by-origin-location': `file:${TEMPLATE}`,
  };
  const auth = mockServices.auth();
  const permissions = mockServices.permissions.mock();
  // As Backstage's own client decides: a policy rules people, not services.
  const decide = async (
    requests: readonly { permission: { name: string } }[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<DefinitivePolicyDecision[]> =>
    requests.map(({ permission }) => ({
      result:
        denied?.test(permission.name) && auth.isPrincipal(credentials, 'user')
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  permissions.authorize.mockImplementation(decide);
  permissions.authorizeConditional.mockImplementation(decide);
  const backend = await startTestBackend({
    features: [
      gitopsPlugin,
      scaffolderPlugin,
      scaffolderModuleGitops,
      permissions.factory,
      catalogServiceMock.factory({ entities: [template] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: {
            baseUrl: 'http://localhost:7007',
            workingDirectory: lab.directory,
          },
          ...lab.config,
        },
      }),
    ],
  });
  const { server } = backend;
  return {
    lab,
    registryHost: registry.host,
    get: path => request(server).get(`/api/gitops${path}`),
    post: (path, body) => request(server).post(`/api/gitops${path}`).send(body),
    runTask: form =>
      request(server).post('/api/scaffolder/v2/tasks').send(form),
    taskEvents: id =>
      request(server).get(`/api/scaffolder/v2/tasks/${id}/eventstream`),
    deny: names => {
      denied = names;
    },
    async stop() {
      await backend.stop();
      await lab.stop();
      await registry.stop();
    },
  };
}

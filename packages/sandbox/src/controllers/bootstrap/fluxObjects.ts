import { StoredObject } from '../../kubernetes/ObjectStore';

const NAMESPACE = 'flux-system';
const VERSION = 'v2.9.4';
const CONTROLLERS = {
  'source-controller': 'v1.9.4',
  'kustomize-controller': 'v1.9.4',
  'helm-controller': 'v1.6.3',
  'notification-controller': 'v1.9.3',
};

/** The Deployments of Flux, which are the components of its events too. */
export const FLUX_CONTROLLERS: readonly string[] = Object.keys(CONTROLLERS);

const labels = {
  'app.kubernetes.io/instance': NAMESPACE,
  'app.kubernetes.io/part-of': 'flux',
  'app.kubernetes.io/version': VERSION,
};

function controllerDeployment([name, version]: [string, string]): StoredObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: {
        ...labels,
        'app.kubernetes.io/component': name,
        'control-plane': 'controller',
      },
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...labels } },
        spec: {
          containers: [
            {
              name: 'manager',
              image: `ghcr.io/fluxcd/${name}:${version}`,
              resources: {
                limits: { memory: '1Gi' },
                requests: { cpu: '100m', memory: '64Mi' },
              },
            },
          ],
        },
      },
    },
  };
}

/**
 * What `flux install` and `flux bootstrap` leave in a cluster: the controllers,
 * the source `flux-system` and the Kustomization of that name which applies the
 * directory that everything else comes from.
 * @public
 */
export function fluxObjects(options: {
  url: string;
  branch: string;
  /** Without a leading `./`. */
  path: string;
}): StoredObject[] {
  const metadata = { name: NAMESPACE, namespace: NAMESPACE };
  return [
    ...Object.entries(CONTROLLERS).map(controllerDeployment),
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: {
        interval: '1m0s',
        ref: { branch: options.branch },
        timeout: '60s',
        url: options.url,
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: {
        force: false,
        interval: '10m0s',
        path: `./${options.path}`,
        prune: true,
        sourceRef: { kind: 'GitRepository', name: NAMESPACE },
      },
    },
  ];
}

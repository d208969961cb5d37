import type { RealGitea } from '../gitea/RealGitea';
import type { RealKubernetes } from '../kubernetes/RealKubernetes';

/** The lab that a portal is pointed at. */
export interface PortalLab {
  gitea: RealGitea;
  /** The name of the repository on it. */
  repository: string;
  /** Where the tree of the cluster begins in it. */
  path: string;
  kubernetes: RealKubernetes;
  /** The token of the account of docs/rbac.yaml. */
  token: string;
}

/** What a person writes into `app-config.local.yaml` for a lab of these servers. */
export function portalConfig(lab: PortalLab) {
  const { gitea, kubernetes, repository } = lab;
  return {
    homestage: {
      permissions: { operators: ['group:default/lab'] },
      gitops: {
        repositories: [
          {
            name: repository,
            url: `${gitea.url}/lab/${repository}`,
            branch: 'main',
            cluster: 'home',
            path: lab.path,
            refresh: { seconds: 2 },
          },
        ],
      },
    },
    auth: {
      environment: 'development',
      providers: { guest: { userEntityRef: 'user:default/guest' } },
    },
    integrations: {
      gitea: [
        {
          host: new URL(gitea.url).host,
          baseUrl: gitea.url,
          username: 'lab',
          password: gitea.token,
        },
      ],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'singleTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'home',
              url: kubernetes.url,
              caFile: kubernetes.caFile,
              authProvider: 'serviceAccount',
              serviceAccountToken: lab.token,
              skipMetricsLookup: true,
            },
          ],
        },
      ],
    },
  };
}

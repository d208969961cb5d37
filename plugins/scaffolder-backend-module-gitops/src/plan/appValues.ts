import {
  parseImageReference,
  type NewApp,
} from '@homestage/backstage-plugin-gitops-common';
import type { GatewayReference, TreeIndex } from '@homestage/gitops-tree';
import type { AppValues } from './skeletonValues';
import { hostnameText } from './hostnameText';
import { yamlScalar } from './yamlScalar';

/**
 * A filled-in form as the skeleton writes it.
 *
 * @param app - checked before
 * @param gateway - the one for the chosen exposure; unset: no route
 */
export function appValues(
  app: NewApp,
  options: { index: TreeIndex; gateway?: GatewayReference },
): AppValues {
  const { volume } = app;
  const name = yamlScalar(app.name);
  return {
    name,
    namespace: yamlScalar(app.namespace),
    workloads: [
      {
        name,
        args: [],
        command: [],
        env: [],
        image: imageValues(app.image),
        probe: { kind: 'port', path: '', port: app.port, command: [] },
        resources: { cpu: '10m' },
        security: ['allowPrivilegeEscalation: false'],
      },
    ],
    configFiles: [],
    persistence: volume
      ? [
          {
            name: 'data',
            kind: 'claim',
            claim: name,
            mounts: [{ path: volume.mountPath, isReadOnly: false }],
            workloads: [],
          },
        ]
      : [],
    claims: volume
      ? [
          {
            name,
            size: yamlScalar(volume.size),
            accessMode: 'ReadWriteOnce',
            storageClass: volume.storageClass
              ? yamlScalar(volume.storageClass)
              : undefined,
          },
        ]
      : [],
    services: [
      {
        name: 'app',
        workload: name,
        isPrimary: false,
        ports: [{ name: 'http', port: app.port, protocol: 'TCP' }],
      },
    ],
    route: routeValues(app, options),
    clusterRules: [],
    dependsOn: [],
  };
}

/** How people reach it; unset without a host name or a gateway for it. */
export function routeValues(
  app: NewApp,
  { index, gateway }: { index: TreeIndex; gateway?: GatewayReference },
): AppValues['route'] {
  const { hostname, port } = app;
  return hostname && gateway
    ? {
        hostname: yamlScalar(hostnameText(app, hostname, index)),
        gateway,
        port,
      }
    : undefined;
}

function imageValues(reference: string): { repository: string; tag: string } {
  const parsed = parseImageReference(reference);
  const image = parsed.ok ? parsed.image : { repository: reference };
  return {
    repository: yamlScalar(image.repository),
    // With its digest, as app-template takes it.
    tag: yamlScalar([image.tag, image.digest].filter(Boolean).join('@')),
  };
}

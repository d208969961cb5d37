import {
  parseImageReference,
  type NewApp,
} from '@homestage/backstage-plugin-gitops-common';
import type { GatewayReference, TreeIndex } from '@homestage/gitops-tree';
import { hostnameText } from './hostnameText';
import { yamlScalar } from './yamlScalar';

/**
 * A filled-in form as the skeleton writes it. Every text is a YAML scalar,
 * quoted where YAML would otherwise read a number or a truth value.
 *
 * @public
 */
export interface AppValues {
  name: string;
  namespace: string;
  repository: string;
  /** With its digest, as app-template takes it. */
  tag: string;
  port: number;
  route?: { hostname: string; gateway: GatewayReference };
  volume?: { size: string; mountPath: string; storageClass?: string };
}

/**
 * @param app - checked before
 * @param gateway - the one for the chosen exposure; unset: no route
 */
export function appValues(
  app: NewApp,
  options: { index: TreeIndex; gateway?: GatewayReference },
): AppValues {
  const parsed = parseImageReference(app.image);
  const image = parsed.ok ? parsed.image : { repository: app.image };
  const tag = [image.tag, image.digest].filter(Boolean).join('@');
  const { volume, hostname } = app;
  const { gateway } = options;
  return {
    name: yamlScalar(app.name),
    namespace: yamlScalar(app.namespace),
    repository: yamlScalar(image.repository),
    tag: yamlScalar(tag),
    port: app.port,
    route:
      hostname && gateway
        ? {
            hostname: yamlScalar(hostnameText(app, hostname, options.index)),
            gateway,
          }
        : undefined,
    volume: volume && {
      size: yamlScalar(volume.size),
      mountPath: yamlScalar(volume.mountPath),
      storageClass: volume.storageClass
        ? yamlScalar(volume.storageClass)
        : undefined,
    },
  };
}

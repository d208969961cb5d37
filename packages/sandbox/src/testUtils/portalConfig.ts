/** What is to be known of a lab to point a portal at it. */
export interface LabAddresses {
  forge?: {
    url: string;
    token: string;
    /** Root of the Kubernetes tree in the repository; default: `kubernetes`. */
    path?: string;
    /** Folder of presets. */
    presets?: string;
    /** Unset: as the portal has it. */
    refreshSeconds?: number;
    /** Registries of images that the portal may ask, with their addresses; none when unset. */
    registries?: readonly { host: string; url: string }[];
  };
  kubernetes?: { url: string; caFile: string; token: string };
}

/** JSON, as configuration is read from a file. */
export interface PortalConfig {
  [key: string]:
    | PortalConfig
    | PortalConfig[]
    | string
    | number
    | boolean
    | undefined;
}

/** What the portal's configuration says about a lab: its forge, its cluster, or both. */
export function portalConfig({
  forge,
  kubernetes,
}: LabAddresses): PortalConfig {
  return {
    ...(forge && forgeConfig(forge)),
    ...(kubernetes && clusterConfig(kubernetes)),
  };
}

function forgeConfig({
  url,
  token,
  path = 'kubernetes',
  presets,
  refreshSeconds,
  registries = [],
}: NonNullable<LabAddresses['forge']>): PortalConfig {
  return {
    homestage: {
      gitops: {
        repositories: [
          {
            name: 'home-ops',
            url: `${url}/lab/home-ops`,
            cluster: 'lab',
            path,
            ...(refreshSeconds ? { refresh: { seconds: refreshSeconds } } : {}),
          },
        ],
        ...(presets ? { presets } : {}),
        // A lab of ours asks nobody outside of the machine.
        images: {
          check: registries.length > 0,
          registries: registries.map(each => ({ ...each })),
        },
      },
    },
    integrations: {
      gitea: [
        {
          host: new URL(url).host,
          baseUrl: url,
          username: 'homestage',
          password: token,
        },
      ],
    },
  };
}

function clusterConfig({
  url,
  caFile,
  token,
}: NonNullable<LabAddresses['kubernetes']>): PortalConfig {
  return {
    kubernetes: {
      serviceLocatorMethod: { type: 'singleTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'lab',
              url,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              caFile,
            },
          ],
        },
      ],
    },
  };
}

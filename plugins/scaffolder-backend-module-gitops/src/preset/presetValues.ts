import type { NewApp } from '@homestage/backstage-plugin-gitops-common';
import type {
  GatewayReference,
  TreeKustomization,
} from '@homestage/gitops-tree';
import type { AppContext, AppService, AppVolume } from '@homestage/labctl';
import type {
  AppValues,
  ServiceValues,
  VolumeValues,
  WorkloadValues,
} from '../plan/skeletonValues';
import { routeValues } from '../plan/appValues';
import { yamlScalar } from '../plan/yamlScalar';
import { mainKustomization } from '../wishes/appOf';
import { storeVersion, usualStore } from '../wishes/secretStores';
import type { WishTree } from '../wishes/Wish';
import type { PresetPlan } from './planPreset';

/** A preset as the skeleton writes it, in the same shape as a blank form. */
export function presetValues(
  form: NewApp,
  plan: PresetPlan,
  options: { tree: WishTree; gateway?: GatewayReference; ksNamespace: string },
): AppValues {
  const { app } = plan;
  const { tree, gateway } = options;
  return {
    name: yamlScalar(app.name),
    namespace: yamlScalar(app.namespace),
    workloads: app.workloads.map(workloadValues),
    pod: {
      user: app.pod.root
        ? undefined
        : {
            uid: app.pod.uid,
            gid: app.pod.gid,
            hasVolume: app.pod.has_volume,
          },
      isHostNetwork: app.pod.host_network,
      readsApi: app.pod.reads_api,
    },
    configFiles: app.config_files.map(({ name, text }) => ({
      name,
      lines: text.trimEnd().split('\n'),
    })),
    persistence: app.volumes.map(volume => volumeValues(volume, app)),
    claims: app.claims.map(
      ({ access, storage_class: storageClass, ...rest }) => ({
        ...rest,
        accessMode: access,
        storageClass: storageClass ?? undefined,
      }),
    ),
    services: app.services.map(service => serviceValues(service, app)),
    route: routeValues(form, { index: tree.index, gateway }),
    clusterRules: app.cluster_rules.map(
      ({ api_groups: apiGroups, resources, verbs }) => ({
        apiGroups,
        resources,
        verbs,
      }),
    ),
    database: app.database
      ? {
          ...app.database,
          owner: yamlScalar(app.database.database),
          image: app.database.image ?? undefined,
        }
      : undefined,
    cache: app.cache ? `${app.name}-dragonfly` : undefined,
    secret: secretValues(app, tree),
    dependsOn: dependsOn(plan, options),
  };
}

function workloadValues(
  workload: AppContext['workloads'][number],
): WorkloadValues {
  const { type, replicas, schedule, env, probe, root } = workload;
  return {
    name: workload.name,
    type: type === 'deployment' ? undefined : type,
    replicas: replicas === 1 ? undefined : replicas,
    cronjob: schedule ? { schedule, timezone: workload.timezone } : undefined,
    args: workload.args,
    command: workload.command,
    env: env.map(({ name, text, secret }) => ({
      name,
      text: text ?? undefined,
      secret: secret ?? undefined,
    })),
    envSecret: workload.env_secret ?? undefined,
    image: workload.image,
    probe,
    startupTries: workload.startup_tries ?? undefined,
    resources: workload.resources,
    security: root
      ? []
      : [
          'allowPrivilegeEscalation: false',
          'capabilities: { drop: ["ALL"] }',
          ...(workload.read_only_root ? ['readOnlyRootFilesystem: true'] : []),
        ],
  };
}

function volumeValues(volume: AppVolume, app: AppContext): VolumeValues {
  const { name, kind, mounts, workloads } = volume;
  return {
    name,
    kind,
    // Written out, so that a search for the claim finds who uses it.
    claim: volume.source
      .replace('{{ .Release.Name }}', app.name)
      .replaceAll('"', ''),
    nfs:
      kind === 'nfs'
        ? { server: volume.server, path: volume.server_path }
        : undefined,
    mounts: mounts.map(
      ({ path, sub_path: subPath, read_only: isReadOnly }) => ({
        path,
        subPath: subPath ?? undefined,
        isReadOnly,
      }),
    ),
    workloads,
  };
}

function serviceValues(service: AppService, app: AppContext): ServiceValues {
  const { name, ports, primary: isPrimary } = service;
  return {
    name,
    workload: service.workload ?? app.name,
    isPrimary,
    loadBalancer: service.load_balancer
      ? {
          annotation: service.address_annotation ?? undefined,
          address: service.address ?? undefined,
        }
      : undefined,
    ports,
  };
}

/** The item of the store that holds what only its owner knows; the app's own Secret otherwise. */
function secretValues(app: AppContext, tree: WishTree): AppValues['secret'] {
  const [secret] = app.secrets;
  const store = usualStore(tree);
  if (!secret || !store) {
    return undefined;
  }
  return {
    name: secret.name,
    item: yamlScalar(secret.item),
    store: yamlScalar(store.name),
    storeKind: store.kind,
    apiVersion: storeVersion(tree),
  };
}

/** What has to be there first: operators, and apps that it is nothing without. */
function dependsOn(
  { app, preset }: PresetPlan,
  { tree, ksNamespace }: { tree: WishTree; ksNamespace: string },
): AppValues['dependsOn'] {
  const { index } = tree;
  const operators = [
    ...(app.database ? ['cloudnative-pg'] : []),
    ...(app.cache ? ['dragonfly-operator'] : []),
  ].map(operator =>
    index.kustomizations.find(
      ({ name, state }) => name === operator && state === 'reached',
    ),
  );
  const apps = preset.depends_on.map(other => {
    const found = index.apps.find(({ name }) => name === other);
    return found && mainKustomization(found);
  });
  return [...operators, ...apps]
    .filter((each): each is TreeKustomization => each !== undefined)
    .map(({ name, namespace }) => ({
      name,
      namespace: namespace === ksNamespace ? undefined : namespace,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

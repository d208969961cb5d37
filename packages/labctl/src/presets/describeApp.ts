import type { AppContext } from './AppContext';
import { appServices, appWayIn } from './appNetwork';
import { appCache, appDatabase, appSecrets, stateVariables } from './appState';
import {
  appBackup,
  appClaims,
  appVolumes,
  backupSubstitutes,
} from './appVolumes';
import { appWorkloads } from './appWorkloads';
import { fillText } from './fillText';
import { labFacts } from './labFacts';
import { appOfPreset } from './LabOfApps';
import type { LabOfApps } from './LabOfApps';
import type { WishedApp } from './mergeWish';

/**
 * A fact that a text of the preset names and the lab does not have.
 *
 * @public
 */
export interface UnknownFact {
  field: string;
  name: string;
}

const quoted = (values: readonly string[]) =>
  `[${values.map(value => `"${value}"`).join(', ')}]`;

/**
 * Everything the templates print of one app.
 *
 * @public
 */
export function describeApp(
  app: WishedApp,
  lab: LabOfApps,
): { context: AppContext; unknown: UnknownFact[] } {
  const { preset } = app;
  const unknown: UnknownFact[] = [];
  const lookup = labFacts(lab, app);
  const fill = (field: string, text: string) => {
    const filled = fillText(text, lookup);
    unknown.push(...filled.unknown.map(name => ({ field, name })));
    return filled.text;
  };
  const configFiles = preset.config_files.map(({ name, text }, index) => ({
    name,
    text: fill(`config_files[${index}].text`, text),
  }));
  const secrets = appSecrets(app, lab);
  const usesStore = lab.cluster.secrets.provider !== 'sops';
  const claims = appClaims(app, lab);
  const database = appDatabase(app, lab);
  const cache = appCache(app, lab);
  const context: AppContext = {
    name: app.name,
    preset: preset.name,
    namespace: app.namespace,
    title: preset.title,
    description: preset.description,
    upstream: preset.upstream,
    icon: preset.icon,
    group: preset.group,
    architectures: preset.architectures,
    exposure: app.exposure,
    ...appWayIn(app, lab),
    workloads: appWorkloads(app, {
      fill,
      variables: stateVariables(app, lab),
      timezone: lab.cluster.timezone,
    }),
    pod: {
      uid: preset.user.uid,
      gid: preset.user.gid,
      root: preset.user.root,
      has_volume: preset.volumes.length > 0,
      host_network: preset.network === 'host',
      reads_api: preset.cluster_rules.length > 0,
      vlan: preset.vlan ?? null,
    },
    volumes: appVolumes(app, lab),
    claims,
    services: appServices(app, lab),
    cluster_rules: preset.cluster_rules.map(rule => ({
      api_groups: quoted(rule.api_groups),
      resources: quoted(rule.resources),
      verbs: quoted(rule.verbs),
    })),
    metrics: preset.metrics
      ? {
          port: preset.metrics.port === undefined ? 'http' : 'metrics',
          path: preset.metrics.path,
        }
      : null,
    config_files: configFiles,
    reloads: configFiles.length > 0 || secrets.length > 0 || database !== null,
    secrets,
    secret_store: usesStore ? lab.cluster.secrets.store : null,
    store_has_fields: lab.cluster.secrets.store !== 'bitwarden',
    database,
    cache,
    backup: appBackup(app, lab),
    ...fluxOf(app, lab),
    namespace_labels:
      preset.network === 'host'
        ? { 'pod-security.kubernetes.io/enforce': 'privileged' }
        : {},
    resources: [],
  };
  return { context: { ...context, resources: resourcesOf(context) }, unknown };
}

/** Files of the app folder that kustomize reads. */
function resourcesOf(app: AppContext): string[] {
  const inSops = app.secret_store === null;
  const files = [
    ['database.yaml', app.database !== null],
    ['dragonfly.yaml', app.cache !== null && !app.cache.component],
    ['database.sops.yaml', inSops && Boolean(app.database?.backup_secret)],
    ['externalsecret.yaml', !inSops && app.secrets.length > 0],
    ['helmrelease.yaml', true],
    ['ocirepository.yaml', true],
    ['pvc.yaml', app.claims.length > 0],
    ['secret.sops.yaml', inSops && app.workloads[0].env_secret !== null],
    ['volsync.sops.yaml', inSops && app.backup?.engine === 'volsync'],
  ] as const;
  return files.flatMap(([file, isWritten]) => (isWritten ? [file] : [])).sort();
}

/** What ks.yaml says beside the folder. */
function fluxOf(
  app: WishedApp,
  lab: LabOfApps,
): Pick<
  AppContext,
  'components' | 'kustomize_components' | 'substitutes' | 'depends_on'
> {
  const { preset } = app;
  const backup = appBackup(app, lab);
  const cache = appCache(app, lab);
  const database = appDatabase(app, lab);
  const parts = [
    ...(cache?.component ? ['dragonfly'] : []),
    ...(backup ? [backup.engine] : []),
  ];
  const dependsOn = [
    ...(backup?.engine === 'kopiur'
      ? [{ name: 'kopiur-repository', namespace: 'kopiur-system' }]
      : []),
    ...(backup?.engine === 'volsync'
      ? [{ name: 'volsync', namespace: 'volsync-system' }]
      : []),
    ...(cache ? [{ name: 'dragonfly-operator', namespace: 'databases' }] : []),
    ...(database ? [{ name: database.provider, namespace: 'databases' }] : []),
    ...(database?.backup_secret
      ? [{ name: 'cloudnative-pg-barman', namespace: 'databases' }]
      : []),
    ...preset.depends_on.flatMap(name => {
      const other = appOfPreset(lab, name);
      return other ? [{ name: other.name, namespace: other.namespace }] : [];
    }),
  ];
  const components = [
    ...(backup ? [backup.engine] : []),
    ...(cache ? ['dragonfly-operator'] : []),
    ...(database ? [database.provider] : []),
    ...(preset.vlan ? ['multus'] : []),
  ];
  return {
    components: components.sort(),
    kustomize_components: parts.map(name => `../../../../components/${name}`),
    substitutes:
      parts.length === 0
        ? []
        : [{ name: 'APP', text: app.name }, ...backupSubstitutes(app, lab)],
    depends_on: dependsOn.sort((one, other) =>
      one.name < other.name ? -1 : 1,
    ),
  };
}

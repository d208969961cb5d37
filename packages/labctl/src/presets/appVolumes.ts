import type { AppBackup, AppClaim, AppMount, AppVolume } from './AppContext';
import type { LabOfApps } from './LabOfApps';
import type { WishedApp } from './mergeWish';
import type { PresetVolume } from './presetSchema';

/** Name of the ConfigMap of an app's config files. */
export const configMapName = (app: WishedApp) => `${app.name}-config`;

const claimsOf = ({ preset }: WishedApp) =>
  preset.volumes.filter(({ kind }) => kind === 'claim');

/** The first claim is called like the app, as backups and people expect it. */
const claimName = (app: WishedApp, volume: PresetVolume) =>
  volume === claimsOf(app)[0] ? app.name : `${app.name}-${volume.name}`;

/** Everything that the containers mount, in the order of the names. */
export function appVolumes(
  app: WishedApp,
  { cluster }: LabOfApps,
): AppVolume[] {
  const { preset } = app;
  const nfs = cluster.storage.nfs;
  const volumes = preset.volumes.map((volume): AppVolume => {
    const mounts = mountsOf(volume);
    const workloads = volume.workloads ?? [];
    if (volume.kind === 'library') {
      return {
        name: volume.name,
        kind: 'nfs',
        source: '',
        server: nfs?.server ?? '',
        server_path: `${(nfs?.path ?? '').replace(/\/$/, '')}/${
          volume.share ?? volume.name
        }`,
        mounts,
        workloads,
      };
    }
    const name = claimName(app, volume);
    return {
      name: volume.name,
      kind: 'claim',
      source:
        name === app.name
          ? '"{{ .Release.Name }}"'
          : `"{{ .Release.Name }}-${volume.name}"`,
      server: '',
      server_path: '',
      mounts,
      workloads,
    };
  });
  return [...volumes, ...configVolume(app), ...scratchVolume(app)].sort(
    (one, other) => (one.name < other.name ? -1 : 1),
  );
}

function mountsOf(volume: PresetVolume): AppMount[] {
  const isDefault =
    volume.path === `/${volume.name}` &&
    !volume.sub_path &&
    !volume.read_only &&
    !volume.workloads;
  return isDefault
    ? []
    : [
        {
          path: volume.path,
          sub_path: volume.sub_path ?? null,
          read_only: volume.read_only,
        },
      ];
}

const NO_SERVER = { server: '', server_path: '', workloads: [] };

function configVolume(app: WishedApp): AppVolume[] {
  const files = app.preset.config_files;
  return files.length === 0
    ? []
    : [
        {
          name: 'config-files',
          kind: 'config',
          source: configMapName(app),
          ...NO_SERVER,
          mounts: files.map(({ name, path }) => ({
            path,
            sub_path: name,
            read_only: true,
          })),
        },
      ];
}

function scratchVolume({ preset }: WishedApp): AppVolume[] {
  const paths = [...preset.scratch].sort();
  return paths.length === 0
    ? []
    : [
        {
          name: 'tmp',
          kind: 'scratch',
          source: '',
          ...NO_SERVER,
          mounts:
            paths.length === 1 && paths[0] === '/tmp'
              ? []
              : paths.map(path => ({
                  path,
                  sub_path: path.slice(1).replace(/[^A-Za-z0-9.]+/g, '-'),
                  read_only: false,
                })),
        },
      ];
}

/** Who saves the first claim, if anybody: both engines work by Flux substitution. */
export function appBackup(app: WishedApp, lab: LabOfApps): AppBackup | null {
  const [claim] = claimsOf(app);
  const { backup, backup_engine: wished, user } = app.preset;
  if (!claim || !backup || lab.cluster.gitops.engine !== 'flux') {
    return null;
  }
  const engine = (['kopiur', 'volsync'] as const).find(
    name => lab.components.has(name) && (wished ?? name) === name,
  );
  return engine
    ? {
        engine,
        claim: app.name,
        size: claim.size,
        uid: user.root ? 0 : user.uid,
        gid: user.root ? 0 : user.gid,
      }
    : null;
}

/** Storage class of a claim; null leaves it to the cluster. */
export function classOf(
  volume: Pick<PresetVolume, 'class'> | undefined,
  lab: LabOfApps,
): string | null {
  return volume?.class ?? lab.cluster.storage.default_class;
}

/** The claims of the app's own folder; a backup brings the first one itself. */
export function appClaims(app: WishedApp, lab: LabOfApps): AppClaim[] {
  const saved = appBackup(app, lab)?.claim;
  return claimsOf(app)
    .map(volume => ({
      name: claimName(app, volume),
      size: volume.size,
      access: volume.access,
      storage_class: classOf(volume, lab),
    }))
    .filter(({ name }) => name !== saved);
}

/** What Flux substitutes in the component that brings claim and backup. */
export function backupSubstitutes(
  app: WishedApp,
  lab: LabOfApps,
): { name: string; text: string }[] {
  const backup = appBackup(app, lab);
  if (!backup) {
    return [];
  }
  const [claim] = claimsOf(app);
  const prefix = backup.engine.toUpperCase();
  const storageClass = claim.class;
  const entries: [string, string][] = [
    [`${prefix}_CAPACITY`, claim.size],
    ...(claim.access === 'ReadWriteOnce'
      ? []
      : [[`${prefix}_ACCESSMODES`, claim.access] as [string, string]]),
    ...(storageClass
      ? [[`${prefix}_STORAGECLASS`, storageClass] as [string, string]]
      : []),
    ...(backup.uid === 1000
      ? []
      : [[`${prefix}_PUID`, `"${backup.uid}"`] as [string, string]]),
    ...(backup.gid === 1000
      ? []
      : [[`${prefix}_PGID`, `"${backup.gid}"`] as [string, string]]),
  ];
  return entries.map(([name, text]) => ({ name, text }));
}

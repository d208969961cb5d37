import { StoredObject } from '../../../kubernetes/ObjectStore';
import { ChartRelease, ChartValues } from '../Chart';
import {
  enabledEntries,
  Entry,
  fullName,
  objectMeta,
  resourceName,
} from './names';

const typeOf = ({ values }: Entry): string =>
  values.type ?? 'persistentVolumeClaim';

const claims = (release: ChartRelease) =>
  enabledEntries(release.values.persistence).filter(
    entry =>
      typeOf(entry) === 'persistentVolumeClaim' && !entry.values.existingClaim,
  );

function namedByIdentifier(
  release: ChartRelease,
  kind: 'configMaps' | 'secrets',
  id: string,
) {
  const entries = enabledEntries(release.values[kind]);
  const entry = entries.find(one => one.id === id);
  return entry
    ? resourceName(release, entry, entries)
    : `${fullName(release)}-${id}`;
}

type VolumeSource = (entry: Entry, release: ChartRelease) => ChartValues;

const SOURCES: Record<string, VolumeSource> = {
  persistentVolumeClaim: (entry, release) => ({
    persistentVolumeClaim: {
      claimName:
        entry.values.existingClaim ??
        resourceName(release, entry, claims(release)),
    },
  }),
  configMap: ({ id, values }, release) => ({
    configMap: {
      name:
        values.name ??
        namedByIdentifier(release, 'configMaps', values.identifier ?? id),
      ...(values.defaultMode === undefined
        ? {}
        : { defaultMode: values.defaultMode }),
      ...(values.items ? { items: values.items } : {}),
    },
  }),
  secret: ({ id, values }, release) => ({
    secret: {
      secretName:
        values.name ??
        namedByIdentifier(release, 'secrets', values.identifier ?? id),
      ...(values.defaultMode === undefined
        ? {}
        : { defaultMode: values.defaultMode }),
      ...(values.items ? { items: values.items } : {}),
    },
  }),
  emptyDir: ({ values }) => ({
    emptyDir: {
      ...(values.medium ? { medium: values.medium } : {}),
      ...(values.sizeLimit ? { sizeLimit: values.sizeLimit } : {}),
    },
  }),
  nfs: ({ values }) => ({ nfs: { server: values.server, path: values.path } }),
  hostPath: ({ values }) => ({
    hostPath: {
      path: values.hostPath,
      ...(values.hostPathType ? { type: values.hostPathType } : {}),
    },
  }),
  image: ({ values }) => ({
    image: { reference: values.image, pullPolicy: 'IfNotPresent' },
  }),
  custom: ({ values }) => values.volumeSpec ?? {},
};

const isUsedBy = ({ values }: Entry, controller: string) =>
  !values.advancedMounts ||
  values.globalMounts ||
  values.advancedMounts[controller] !== undefined;

/** The volumes of a controller's pods. @public */
export function podVolumes(
  release: ChartRelease,
  controller: string,
): ChartValues[] {
  return enabledEntries(release.values.persistence)
    .filter(entry => isUsedBy(entry, controller))
    .flatMap(entry => {
      const source = SOURCES[typeOf(entry)];
      return source ? [{ name: entry.id, ...source(entry, release) }] : [];
    });
}

/** Where a container mounts the volumes. @public */
export function volumeMounts(
  release: ChartRelease,
  controller: string,
  container: string,
): ChartValues[] {
  return enabledEntries(release.values.persistence).flatMap(
    ({ id, values }) => {
      const advanced: ChartValues[] =
        values.advancedMounts?.[controller]?.[container] ?? [];
      const isEverywhere = !values.advancedMounts || values.globalMounts;
      const global: ChartValues[] = isEverywhere
        ? values.globalMounts ?? [{}]
        : [];
      return [...global, ...advanced].map(mount => ({
        name: id,
        mountPath:
          mount.path ??
          (typeof values.hostPath === 'string' ? values.hostPath : `/${id}`),
        ...(mount.subPath ? { subPath: mount.subPath } : {}),
        ...(mount.readOnly ? { readOnly: true } : {}),
      }));
    },
  );
}

/** The claims that the release makes itself. @public */
export function claimObjects(release: ChartRelease): StoredObject[] {
  const entries = claims(release);
  return entries.map(entry => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: objectMeta(
      release,
      resourceName(release, entry, entries),
      entry.values,
    ),
    spec: {
      accessModes: [entry.values.accessMode ?? 'ReadWriteOnce'],
      resources: { requests: { storage: String(entry.values.size ?? '1Gi') } },
      ...(entry.values.storageClass
        ? { storageClassName: entry.values.storageClass }
        : {}),
    },
  }));
}

import { StoredObject } from '../ObjectStore';
import { ageOf } from './humanDuration';
import { column, NONE, TableColumn, wide } from './TableColumn';

const name = column('Name', ({ metadata }) => metadata.name);
const age = column('Age', ({ metadata }, now) =>
  ageOf(metadata.creationTimestamp, now),
);
const createdAt = column(
  'Created At',
  ({ metadata }) => metadata.creationTimestamp,
);

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function nodeStatus({ spec, status }: StoredObject): string {
  const conditions: Array<{ type: string; status: string }> =
    status?.conditions ?? [];
  const ready = conditions.find(({ type }) => type === 'Ready');
  const words = [
    ready ? { True: 'Ready' }[ready.status] ?? 'NotReady' : 'Unknown',
    ...(spec?.unschedulable ? ['SchedulingDisabled'] : []),
  ];
  return words.join(',');
}

function nodeRoles({ metadata }: StoredObject): string {
  const roles = Object.keys(metadata.labels ?? {})
    .filter(label => label.startsWith(ROLE_PREFIX))
    .map(label => label.slice(ROLE_PREFIX.length))
    .sort();
  return roles.join(',') || NONE;
}

const nodeAddress = (type: string) => (node: StoredObject) =>
  (node.status?.addresses ?? []).find(
    (address: { type: string }) => address.type === type,
  )?.address ?? NONE;

const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

const modes = (list: string[] | undefined) =>
  (list ?? []).map(mode => MODES[mode] ?? mode).join(',');

const count = (object: StoredObject) => Object.keys(object.data ?? {}).length;

const claim = ({ spec }: StoredObject) =>
  spec?.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '';

const eventTime = (event: StoredObject) =>
  event.series?.lastObservedTime ??
  event.lastTimestamp ??
  event.eventTime ??
  event.firstTimestamp;

const binding = [
  name,
  column('Role', ({ roleRef }) => `${roleRef?.kind}/${roleRef?.name}`),
  age,
];

/** The columns of nodes, storage, settings, events and rules, by kind. */
export const clusterColumns: Readonly<Record<string, readonly TableColumn[]>> =
  {
    '/Namespace': [name, column('Status', ({ status }) => status?.phase), age],
    '/Node': [
      name,
      column('Status', nodeStatus),
      column('Roles', nodeRoles),
      age,
      column('Version', ({ status }) => status?.nodeInfo?.kubeletVersion ?? ''),
      wide('Internal-IP', nodeAddress('InternalIP')),
      wide('External-IP', nodeAddress('ExternalIP')),
      wide(
        'OS-Image',
        ({ status }) => status?.nodeInfo?.osImage ?? '<unknown>',
      ),
      wide(
        'Kernel-Version',
        ({ status }) => status?.nodeInfo?.kernelVersion ?? '<unknown>',
      ),
      wide(
        'Container-Runtime',
        ({ status }) =>
          status?.nodeInfo?.containerRuntimeVersion ?? '<unknown>',
      ),
    ],
    '/ConfigMap': [name, column('Data', count), age],
    '/Secret': [
      name,
      column('Type', ({ type }) => type),
      column('Data', count),
      age,
    ],
    '/ServiceAccount': [
      name,
      column('Secrets', ({ secrets }) => secrets?.length ?? 0, 'integer'),
      age,
    ],
    '/PersistentVolumeClaim': [
      name,
      column('Status', ({ metadata, status }) =>
        metadata.deletionTimestamp ? 'Terminating' : status?.phase ?? '',
      ),
      column('Volume', ({ spec }) => spec?.volumeName ?? ''),
      column('Capacity', ({ status }) => status?.capacity?.storage ?? ''),
      column('Access Modes', ({ status }) => modes(status?.accessModes)),
      column('StorageClass', ({ spec }) => spec?.storageClassName ?? ''),
      column(
        'VolumeAttributesClass',
        ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>',
      ),
      age,
      wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
    ],
    '/PersistentVolume': [
      name,
      column('Capacity', ({ spec }) => spec?.capacity?.storage ?? ''),
      column('Access Modes', ({ spec }) => modes(spec?.accessModes)),
      column(
        'Reclaim Policy',
        ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? '',
      ),
      column('Status', ({ metadata, status }) =>
        metadata.deletionTimestamp ? 'Terminating' : status?.phase ?? '',
      ),
      column('Claim', claim),
      column('StorageClass', ({ spec }) => spec?.storageClassName ?? ''),
      column(
        'VolumeAttributesClass',
        ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>',
      ),
      column('Reason', ({ status }) => status?.reason ?? ''),
      age,
      wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
    ],
    'storage.k8s.io/StorageClass': [
      column('Name', ({ metadata }) =>
        metadata.annotations?.[
          'storageclass.kubernetes.io/is-default-class'
        ] === 'true'
          ? `${metadata.name} (default)`
          : metadata.name,
      ),
      column('Provisioner', ({ provisioner }) => provisioner),
      column('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete'),
      column(
        'VolumeBindingMode',
        ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate',
      ),
      column(
        'AllowVolumeExpansion',
        ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false,
        'boolean',
      ),
      age,
    ],
    '/Event': [
      column('Last Seen', (event, now) => ageOf(eventTime(event), now)),
      column('Type', ({ type }) => type),
      column('Reason', ({ reason }) => reason),
      column(
        'Object',
        ({ involvedObject }) =>
          `${String(involvedObject?.kind ?? '').toLowerCase()}/${
            involvedObject?.name
          }`,
      ),
      wide(
        'Subobject',
        ({ involvedObject }) => involvedObject?.fieldPath ?? '',
      ),
      wide(
        'Source',
        event => event.source?.component ?? event.reportingComponent ?? '',
      ),
      column('Message', ({ message }) => String(message ?? '').trim()),
      wide('First Seen', ({ firstTimestamp, eventTime: first }, now) =>
        ageOf(firstTimestamp ?? first, now),
      ),
      wide('Count', event => String(event.series?.count ?? event.count ?? 1)),
      wide('Name', ({ metadata }) => metadata.name),
    ],
    'coordination.k8s.io/Lease': [
      name,
      column('Holder', ({ spec }) => spec?.holderIdentity ?? ''),
      age,
    ],
    'apiextensions.k8s.io/CustomResourceDefinition': [name, createdAt],
    'rbac.authorization.k8s.io/Role': [name, createdAt],
    'rbac.authorization.k8s.io/ClusterRole': [name, createdAt],
    'rbac.authorization.k8s.io/RoleBinding': binding,
    'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
    'scheduling.k8s.io/PriorityClass': [
      name,
      column('Value', ({ value }) => value, 'integer'),
      column(
        'Global-Default',
        ({ globalDefault }) => globalDefault ?? false,
        'boolean',
      ),
      age,
    ],
  };

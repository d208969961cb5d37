import { InputError } from '@backstage/errors';
import type { TreeObject } from '@homestage/gitops-tree';
import { applyEdits, type TreeEdit } from '../plan/TreeEdit';
import { documentOf, fileOf } from './documents';
import { nextFile, nextName } from './nextName';
import type { WishTree } from './Wish';
import { mapAt } from './written';

const PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** A cluster that is recovered from another, as a file beside it. */
export interface DatabaseCopy {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Where it is recovered from, for people. */
  readonly archive: string;
}

/** The edits of one document; which file they go to is decided by who applies them. */
type DocumentEdit = TreeEdit extends infer Edit
  ? Edit extends TreeEdit
    ? Omit<Edit, 'file' | 'document'>
    : never
  : never;

/**
 * The file of a cluster once more under the next free name, with its store and
 * schedule, set to recover from the archive of the first.
 */
export function copyDatabase(
  database: TreeObject,
  targetTime: string | undefined,
  tree: WishTree,
): DatabaseCopy {
  const { index } = tree;
  const name = freeName(database, tree);
  const file = nextFile(database.file, index.files);
  const text = index.files.get(database.file) ?? '';
  const source = sourceOf(database);
  const store = index.objects.find(
    each =>
      each.kind === 'ObjectStore' &&
      each.namespace === database.namespace &&
      each.name === source.store &&
      each.file === database.file,
  );
  const schedules = index.objects.filter(
    each =>
      each.kind === 'ScheduledBackup' &&
      each.namespace === database.namespace &&
      mapAt(each.manifest, 'spec', 'cluster').name === database.name,
  );
  const storeName = store
    ? renamed(store.name, database.name, name)
    : undefined;
  return {
    name,
    file,
    archive: source.store
      ? `ObjectStore \`${source.store}\``
      : 'its object store',
    text: fileOf(
      [
        edited(database, text, [
          { path: ['metadata', 'name'], set: name },
          ...clusterEdits(database, { ...source, name, storeName, targetTime }),
        ]),
        ...(store && storeName
          ? [
              edited(store, text, [
                { path: ['metadata', 'name'], set: storeName },
              ]),
            ]
          : []),
        ...schedules.map(schedule =>
          edited(schedule, index.files.get(schedule.file) ?? '', [
            {
              path: ['metadata', 'name'],
              set: renamed(schedule.name, database.name, name),
            },
            { path: ['spec', 'cluster', 'name'], set: name },
          ]),
        ),
      ],
      tree.conventions,
    ),
  };
}

/** What a cluster archives to. */
interface ArchiveSource {
  /** Position of the plugin among the cluster's; unset: the archive is in the cluster's own spec. */
  readonly plugin?: number;
  readonly store?: string;
  readonly serverName?: string;
  readonly objectStore?: Readonly<Record<string, unknown>>;
}

function sourceOf({ manifest, namespace, name }: TreeObject): ArchiveSource {
  const spec = mapAt(manifest, 'spec');
  const plugins: unknown[] = Array.isArray(spec.plugins) ? spec.plugins : [];
  const plugin = plugins.findIndex(
    each => mapAt({ each }, 'each').name === PLUGIN,
  );
  const parameters = mapAt({ each: plugins[plugin] }, 'each', 'parameters');
  if (plugin >= 0 && typeof parameters.barmanObjectName === 'string') {
    const { barmanObjectName, serverName } = parameters;
    return {
      plugin,
      store: barmanObjectName,
      serverName: typeof serverName === 'string' ? serverName : undefined,
    };
  }
  const objectStore = mapAt(spec, 'backup', 'barmanObjectStore');
  if (Object.keys(objectStore).length > 0) {
    const { serverName } = objectStore;
    return {
      objectStore,
      serverName: typeof serverName === 'string' ? serverName : undefined,
    };
  }
  throw new InputError(
    `database: ${namespace}/${name} archives nothing: neither the plugin ${PLUGIN} nor spec.backup.barmanObjectStore is in its file, so there is nothing to recover from.`,
  );
}

function clusterEdits(
  { name: from, manifest }: TreeObject,
  to: ArchiveSource & {
    readonly name: string;
    readonly storeName?: string;
    readonly targetTime?: string;
  },
): DocumentEdit[] {
  const spec = mapAt(manifest, 'spec');
  const { plugin, serverName, storeName, targetTime } = to;
  const external = {
    name: from,
    ...(plugin === undefined
      ? {
          barmanObjectStore: {
            ...to.objectStore,
            serverName: serverName ?? from,
          },
        }
      : {
          plugin: {
            name: PLUGIN,
            parameters: {
              barmanObjectName: storeName ?? to.store,
              serverName: serverName ?? from,
            },
          },
        }),
  };
  return [
    ...('bootstrap' in spec
      ? [{ path: ['spec', 'bootstrap'], unset: true as const }]
      : []),
    {
      path: ['spec'],
      add: {
        key: 'bootstrap',
        value: {
          recovery: {
            source: from,
            ...applicationOf(spec),
            ...(targetTime ? { recoveryTarget: { targetTime } } : {}),
          },
        },
      },
    },
    // Where the first was recovered from is of no use to the second.
    ...('externalClusters' in spec
      ? [{ path: ['spec', 'externalClusters'], unset: true as const }]
      : []),
    { path: ['spec'], add: { key: 'externalClusters', value: [external] } },
    ...archiveEdits(to),
  ];
}

/** The new timeline must not be written into the old archive: without a server name it is the cluster's own. */
function archiveEdits({
  plugin,
  serverName,
  storeName,
  name,
}: ArchiveSource & {
  readonly name: string;
  readonly storeName?: string;
}): DocumentEdit[] {
  const path =
    plugin === undefined
      ? ['spec', 'backup', 'barmanObjectStore']
      : ['spec', 'plugins', plugin, 'parameters'];
  return [
    ...(storeName
      ? [{ path: [...path, 'barmanObjectName'], set: storeName }]
      : []),
    ...(serverName ? [{ path: [...path, 'serverName'], set: name }] : []),
  ];
}

/** Database and owner, for which the operator makes the Secret of the new cluster. */
function applicationOf(spec: Record<string, unknown>): object {
  const bootstrap = mapAt(spec, 'bootstrap');
  const before = {
    ...mapAt(bootstrap, 'initdb'),
    ...mapAt(bootstrap, 'recovery'),
  };
  const { database = 'app', owner = database, secret } = before;
  return { database, owner, ...(secret ? { secret } : {}) };
}

function edited(
  object: TreeObject,
  fileText: string,
  edits: readonly DocumentEdit[],
): string {
  const document = documentOf(object, fileText);
  const result = document
    ? applyEdits(
        document.text,
        edits.map(edit => ({ ...edit, file: object.file })),
      )
    : ({ ok: false, reason: `its file does not say ${object.name}` } as const);
  if (!result.ok) {
    throw new InputError(
      `database: ${object.file} cannot be copied: ${result.reason}. Restore it by the runbook.`,
    );
  }
  return result.text;
}

function freeName(
  { namespace, name }: TreeObject,
  { index }: WishTree,
): string {
  const taken = new Set(
    index.objects
      .filter(each => each.kind === 'Cluster' && each.namespace === namespace)
      .map(each => each.name),
  );
  return nextName(name, candidate => taken.has(candidate));
}

function renamed(name: string, from: string, to: string): string {
  return name.includes(from)
    ? name.replace(from, to)
    : nextName(name, () => false);
}

import { InputError } from '@backstage/errors';
import type { TreeApp, TreeObject } from '@homestage/gitops-tree';
import { z } from 'zod';
import { appOfFile } from './appOf';
import { documentsOf } from './documents';
import { copyDatabase } from './databaseCopy';
import { databaseReferences } from './databaseReferences';
import { listBeside, unlist } from './listings';
import { createWish, type WishPlan, type WishTree } from './Wish';
import { mapAt } from './written';

const schema = z.object({
  /** `namespace/name` of a Cluster of CloudNativePG. */
  database: z.string(),
  /** The moment to go back to; unset: the end of the archive. */
  targetTime: z.iso
    .datetime({
      offset: true,
      message:
        'Write a moment with its time zone, such as 2026-11-28T21:30:00Z',
    })
    .optional(),
  /** Its name typed again, before the old one goes. */
  confirmation: z.string().optional(),
});

type Values = z.infer<typeof schema>;

/** A database and what stands beside it since it was recovered. */
interface Recovery {
  readonly app: TreeApp;
  readonly database: TreeObject;
  readonly restored: TreeObject;
}

/**
 * Recovers a PostgreSQL of CloudNativePG from its archive, in three pull
 * requests: a new cluster beside the old one, the apps moved to it, and, only
 * when its name is typed, the old one removed. Which one is next is read from
 * the tree.
 */
export const restoreDatabase = createWish(schema, (values, tree) => {
  const database = databaseOf(values.database, tree);
  const app = appOfFile(database.file, tree);
  if (!app) {
    throw new InputError(
      `database: ${database.name} is written in ${database.file}, which is in no app's directory, so others may use the same file. Restore it by the runbook.`,
    );
  }
  const restored = restoredOf(database, tree);
  if (!restored) {
    return recover({ app, database, values }, tree);
  }
  assertSameMoment(values, restored);
  const step = { app, database, restored };
  return databaseReferences(database, restored.name, tree).length > 0
    ? moveApps(step, tree)
    : removeOld(step, values, tree);
});

function databaseOf(reference: string, { index }: WishTree): TreeObject {
  const found = index.objects.find(
    ({ group, kind, namespace, name }) =>
      group === 'postgresql.cnpg.io' &&
      kind === 'Cluster' &&
      `${namespace}/${name}` === reference,
  );
  if (!found) {
    throw new InputError(
      `database: the tree has no PostgreSQL cluster of CloudNativePG called ${reference}. Choose one of the list.`,
    );
  }
  return found;
}

/** The cluster that was recovered from this one. */
function restoredOf(
  { namespace, name }: TreeObject,
  { index }: WishTree,
): TreeObject | undefined {
  return index.objects.find(
    other =>
      other.kind === 'Cluster' &&
      other.group === 'postgresql.cnpg.io' &&
      other.namespace === namespace &&
      other.name !== name &&
      mapAt(other.manifest, 'spec', 'bootstrap', 'recovery').source === name,
  );
}

function targetTimeOf({ manifest }: TreeObject): string | undefined {
  const { targetTime } = mapAt(
    manifest,
    'spec',
    'bootstrap',
    'recovery',
    'recoveryTarget',
  );
  return typeof targetTime === 'string' ? targetTime : undefined;
}

function assertSameMoment({ targetTime }: Values, restored: TreeObject): void {
  const known = targetTimeOf(restored);
  if (targetTime && (!known || Date.parse(known) !== Date.parse(targetTime))) {
    throw new InputError(
      `targetTime: ${restored.name} is recovered to ${
        known ?? 'the end of the archive'
      } already (${
        restored.file
      }). Leave this empty to go on with it, or remove that file first to recover to another moment.`,
    );
  }
}

function recover(
  {
    app,
    database,
    values,
  }: { app: TreeApp; database: TreeObject; values: Values },
  tree: WishTree,
): WishPlan {
  const targetTime =
    values.targetTime &&
    new Date(values.targetTime).toISOString().replace('.000Z', 'Z');
  const copy = copyDatabase(database, targetTime, tree);
  const moment = targetTime ?? 'the end of its archive';
  return {
    ...subject(app),
    values: {
      step: 'recover',
      title: `recover ${database.name} as ${copy.name}`,
    },
    files: [{ file: copy.file, text: copy.text }],
    edits: listBeside(copy.file, tree),
    description: [
      `Recovers ${values.database} to ${moment}, as a new cluster \`${copy.name}\` beside it. **Step 1 of 3**: nothing uses the new one yet, and nothing of the old one changes.`,
      '**What happens**',
      [
        `- CloudNativePG reads ${
          targetTime
            ? 'the newest backup before that moment'
            : 'the newest backup'
        } from ${
          copy.archive
        }, then the log from there on. It takes as long as the archive takes to read.`,
        `- \`${copy.name}\` has a volume of its own, as large as the old one's, and writes an archive of its own: that of \`${database.name}\` is only read.`,
        `- Users, passwords and the connection URI are made anew, in Secret \`${copy.name}-app\`.`,
      ].join('\n'),
      '**What is lost**',
      [
        targetTime
          ? `- What was written after ${targetTime} is not in the new one.`
          : '- What was written and not yet archived (five minutes at most, while archiving works) is not in the new one.',
        '- What apps write into the old one from now on is not in it either. Stop them first if that must not be.',
        '- Roles and databases that the tree does not name come from the backup as they were then.',
      ].join('\n'),
      `**Next**: when \`${copy.name}\` is ready and holds the rows that it must, run this form again for ${values.database}: it moves the apps.`,
    ].join('\n\n'),
  };
}

function moveApps(
  { app, database, restored }: Recovery,
  tree: WishTree,
): WishPlan {
  const { namespace, name } = database;
  const edits = databaseReferences(database, restored.name, tree);
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    ...subject(app),
    values: { step: 'switch', title: `use ${restored.name} for ${name}` },
    edits,
    description: [
      `Moves what uses ${namespace}/${name} to \`${
        restored.name
      }\`, which was recovered to ${
        targetTimeOf(restored) ?? 'the end of the archive'
      }. **Step 2 of 3**: the old cluster goes on, unused.`,
      '**See to it before the merge**',
      [
        `- [ ] \`${restored.name}\` is ready: its pods run, and its condition Ready is true`,
        '- [ ] it holds the newest row that must be there, and not the one that must not',
        `- [ ] its archive has a first backup`,
      ].join('\n'),
      '**What is lost**',
      `- What was written into \`${name}\` since the moment of the recovery. It stays there until the old one is removed.`,
      `Users outside of ${files
        .map(file => `\`${file}\``)
        .join(
          ', ',
        )} are not found by this: values of charts that name the host in several lines, apps of other namespaces, people. To go back, revert this pull request.`,
      `**Next**: when nothing is missing, run this form again with the name ${name} typed: it removes the old one.`,
    ].join('\n\n'),
  };
}

function removeOld(
  { app, database, restored }: Recovery,
  { confirmation }: Values,
  tree: WishTree,
): WishPlan {
  const { namespace, name } = database;
  if (confirmation?.trim() !== name) {
    throw new InputError(
      `confirmation: ${restored.name} is used instead of ${name} now, so the next step removes ${name} with its volumes. Type ${name} to say that it may go.`,
    );
  }
  const removals = filesOfOld(database, tree);
  return {
    ...subject(app),
    values: { step: 'remove', title: `remove ${name}` },
    edits: removals.flatMap(file => unlist(file, tree)),
    removals,
    description: [
      `Removes ${namespace}/${name}: \`${restored.name}\` has taken its place. **Step 3 of 3**.`,
      '**What is deleted after the merge**',
      [
        `- Cluster \`${name}\` with its pods, **its volumes and all that is in them**, its Secrets \`${name}-app\` and \`${name}-ca\`.`,
        `- Its schedule of backups.`,
      ].join('\n'),
      '**What stays**',
      [
        `- Its archive in the object store, to which it can be recovered again. Nothing deletes old backups there any more; do that by hand when you are sure.`,
        `- \`bootstrap.recovery\` of \`${restored.name}\`: it is read when a cluster is made. A lab that is built anew would recover to that same moment again; point it at the archive of \`${restored.name}\` before that.`,
      ].join('\n'),
      `Reverting this pull request brings back an empty ${name}, not what was in it.`,
    ].join('\n\n'),
  };
}

/** The files that hold the old cluster and what belongs to it, and nothing else. */
function filesOfOld(database: TreeObject, { index }: WishTree): string[] {
  const { namespace, name, file } = database;
  const schedules = index.objects.filter(
    each =>
      each.kind === 'ScheduledBackup' &&
      each.namespace === namespace &&
      mapAt(each.manifest, 'spec', 'cluster').name === name,
  );
  const own = new Set([
    `Cluster ${name}`,
    `ObjectStore ${storeOf(database)}`,
    ...schedules.map(each => `ScheduledBackup ${each.name}`),
  ]);
  const files = [...new Set([file, ...schedules.map(each => each.file)])];
  for (const each of files) {
    const other = documentsOf(index.files.get(each) ?? '').find(
      document => !own.has(`${document.kind} ${document.name}`),
    );
    if (other) {
      throw new InputError(
        `database: ${each} holds ${other.kind} ${other.name} beside ${name}. Give that a file of its own first.`,
      );
    }
  }
  return files;
}

function storeOf({ manifest }: TreeObject): string {
  const { plugins } = mapAt(manifest, 'spec');
  const [store] = (Array.isArray(plugins) ? plugins : []).map(
    plugin => mapAt({ plugin }, 'plugin', 'parameters').barmanObjectName,
  );
  return String(store ?? '');
}

function subject({ namespace, name }: TreeApp) {
  return { namespace, name };
}

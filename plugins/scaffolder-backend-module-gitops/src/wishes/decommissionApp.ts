import { InputError } from '@backstage/errors';
import {
  listScalars,
  type TreeApp,
  type TreeDeclaration,
  type TreeVolume,
} from '@homestage/gitops-tree';
import { z } from 'zod';
import type { TreeEdit } from '../plan/TreeEdit';
import { filesIn, findList, join, parentOf } from '../plan/treePaths';
import { appOf } from './appOf';
import { createWish, type WishTree } from './Wish';

const schema = z.object({
  app: z.string(),
  /** The name typed again: what goes cannot be brought back by Git alone. */
  confirmation: z.string(),
});

/** Removes an app from the tree, and says what that leaves behind. */
export const decommissionApp = createWish(
  schema,
  ({ app: reference, confirmation }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    if (confirmation.trim() !== name) {
      throw new InputError(
        `confirmation: type ${name} to say that it is this app that goes.`,
      );
    }
    assertPrunable(app);
    assertAlone(app, tree);
    return {
      namespace,
      name,
      edits: listEdits(app, tree),
      removals: filesIn(app.directory, tree.index.files),
      description: describe(app, tree),
    };
  },
);

function assertPrunable(app: TreeApp): void {
  const suspended = [...app.kustomizations, ...app.helmReleases].find(
    ({ isSuspended }) => isSuspended,
  );
  if (suspended) {
    throw new InputError(
      `app: ${app.namespace}/${app.name} is suspended (${suspended.file}, line ${suspended.line}), and Flux deletes nothing of a suspended ${suspended.kind}. Resume it first, and decommission it then.`,
    );
  }
}

/** Everything of it lies in its own directory, and nothing else does. */
function assertAlone(app: TreeApp, { index }: WishTree): void {
  const inside = `${app.directory}/`;
  const other = index.apps.find(({ directory }) =>
    directory.startsWith(inside),
  );
  if (other) {
    throw new InputError(
      `app: ${app.directory} holds ${other.namespace}/${other.name} as well. Decommission that first, or move it.`,
    );
  }
  const outside = [...app.kustomizations, ...app.applications].find(
    ({ file, kind }) =>
      !file.startsWith(inside) &&
      // A set that finds directories needs no edit: it finds one less.
      (kind !== 'Application' ||
        holdsKind(index.files.get(file), kind) ||
        isListed(index.files.get(file), app)),
  );
  if (outside) {
    throw new InputError(
      `app: ${outside.kind} ${outside.name}, which applies it, is written in ${outside.file}, line ${outside.line}, outside of ${app.directory}. Remove it there by hand.`,
    );
  }
}

/** Whether a list generator of a set names the app: its element would be left behind. */
function isListed(text: string | undefined, app: TreeApp): boolean {
  return listScalars(text ?? '').some(
    ({ path, value }) =>
      path.includes('elements') &&
      (value === app.name || String(value) === app.directory),
  );
}

function holdsKind(text: string | undefined, kind: string): boolean {
  return listScalars(text ?? '').some(
    ({ path, value }) => path.join() === 'kind' && value === kind,
  );
}

/** The entries by which lists above lead into the app's directory. */
function listEdits(app: TreeApp, { index }: WishTree): TreeEdit[] {
  const directory = parentOf(app.directory);
  const list = findList(directory, index.files);
  if (!list) {
    return [];
  }
  return listScalars(index.files.get(list) ?? '')
    .filter(({ path, value }) => {
      const target = join(directory, String(value).replace(/^(\.\/)+/, ''));
      return (
        path[0] === 'resources' &&
        (target === app.directory || target.startsWith(`${app.directory}/`))
      );
    })
    .map(({ document, value }) => ({
      file: list,
      document,
      path: ['resources'],
      remove: String(value),
    }));
}

function describe(app: TreeApp, tree: WishTree): string {
  const remains = [
    ...volumeNotes(app, tree),
    ...databaseNotes(app, tree),
    ...keptNotes(app, tree),
  ];
  return [
    `Removes ${app.namespace}/${app.name}. After the merge ${
      app.applications.length > 0 ? 'Argo CD' : 'Flux'
    } deletes from the cluster what it applied for it.`,
    '**What to know before the merge**',
    remains.map(line => `- ${line}`).join('\n'),
  ].join('\n\n');
}

/** Whether something goes with the app: it is applied for it alone, made by its release, or written in its directory. */
function isOf(app: TreeApp, { chain, owner, file }: TreeDeclaration): boolean {
  const keys = [...app.kustomizations, ...app.applications].map(
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  const owners = app.helmReleases.map(
    ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
  );
  return (
    chain.some(key => keys.includes(key)) ||
    owners.includes(owner) ||
    file.startsWith(`${app.directory}/`)
  );
}

function volumeNotes(app: TreeApp, { index }: WishTree): string[] {
  return index.volumes
    .filter(each => isOf(app, each))
    .map(volume => {
      const fate = fateOf(volume, index);
      const backups = volume.backups.map(({ kind, name }) => `${kind} ${name}`);
      return `Claim \`${volume.name}\`: ${fate}${
        backups.length > 0
          ? ` Its backups (${backups.join(
              ', ',
            )}) stay where they are kept; make a last one first.`
          : ' **Nothing backs it up.**'
      }`;
    });
}

function fateOf(
  { storageClass }: TreeVolume,
  { storageClasses }: WishTree['index'],
): string {
  const known = storageClasses.find(({ name, isDefault }) =>
    storageClass === undefined ? isDefault : name === storageClass,
  );
  switch (known?.reclaimPolicy) {
    case 'Retain':
      return `its volume stays (class ${known.name} retains), to be deleted by hand.`;
    case undefined:
      return 'the tree does not say whether its class keeps the volume; take it that its content is deleted.';
    default:
      return `its content is deleted with it (class ${known?.name} deletes).`;
  }
}

function databaseNotes(app: TreeApp, { index }: WishTree): string[] {
  return index.databases
    .filter(each => isOf(app, each))
    .map(({ name, isShared, backups }) =>
      isShared
        ? `Database \`${name}\` lies in a server that others use; drop it there if it is to go.`
        : `Database \`${name}\` is deleted with its volumes.${
            backups.length > 0
              ? ' Its backups stay in their store.'
              : ' **Nothing backs it up.**'
          }`,
    );
}

function keptNotes(app: TreeApp, { index }: WishTree): string[] {
  const { namespace, name } = app;
  const isLast = !index.apps.some(
    each => each.namespace === namespace && each.directory !== app.directory,
  );
  const unpruned = app.kustomizations.filter(
    ({ manifest }) =>
      (manifest.spec as { prune?: unknown } | undefined)?.prune === false,
  );
  const secrets = app.objects.filter(({ kind }) => kind === 'ExternalSecret');
  return [
    ...unpruned.map(
      each =>
        `Kustomization \`${each.name}\` says \`prune: false\`: what it applied stays in the cluster, to be deleted by hand.`,
    ),
    ...(secrets.length > 0
      ? [
          `The items behind ${secrets
            .map(each => `\`${each.name}\``)
            .join(', ')} stay in the secret store.`,
        ]
      : []),
    ...(app.hostnames.length > 0
      ? [
          `DNS records of ${app.hostnames.join(
            ', ',
          )} go only where something keeps them in step; so do clients of a sign-in service.`,
        ]
      : []),
    ...(isLast
      ? [`It is the last app of namespace ${namespace}, which stays.`]
      : []),
    `Reverting this pull request brings back the files of ${name}, and not what was deleted with them.`,
  ];
}

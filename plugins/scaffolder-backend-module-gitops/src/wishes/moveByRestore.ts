import { InputError } from '@backstage/errors';
import type { TreeKustomization, TreeObject } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { parentOf } from '../plan/treePaths';
import { variablesOf } from './components';
import { addAt } from './editObject';
import { assertDifferent, stop } from './moveByCopy';
import { describeGrowth, type Move } from './Move';
import { isStopped, startEdits } from './replicas';
import type { WishPlan, WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

/** Who fills a new claim from the newest copy, without anything else being done. */
const FILLS_FROM_NEWEST = 'Restore';

/**
 * A claim that a component brings in and fills from its last copy, in three
 * steps: the app stops, Flux makes the claim anew in the new class, the app
 * starts.
 */
export function moveByRestore(
  move: Move,
  kustomization: TreeKustomization | undefined,
  tree: WishTree,
): WishPlan {
  const { volume, app, storageClass, size } = move;
  const written = writtenOf(move, kustomization, tree);
  const isForced = mapAt(written.object, 'spec').force === true;
  const isMoved = volume.storageClass === storageClass && volume.size === size;
  if (isMoved && (isForced || isStopped(app, tree))) {
    return start(move, { written, isForced }, tree);
  }
  assertDifferent(move);
  assertFilled(move, tree);
  return isStopped(app, tree)
    ? makeAnew(move, written, tree)
    : stop(move, tree, 3);
}

/** More room for a claim that a component brings in. */
export function growByVariable(
  move: Move,
  kustomization: TreeKustomization | undefined,
  tree: WishTree,
): WishPlan {
  const { app, volume, size } = move;
  const written = writtenOf(move, kustomization, tree);
  return {
    namespace: app.namespace,
    name: app.name,
    values: { step: 'grow', title: `grow volume ${volume.name} to ${size}` },
    edits: variableEdits(move, written, tree),
    description: describeGrowth(move),
  };
}

function writtenOf(
  { volume }: Move,
  kustomization: TreeKustomization | undefined,
  { index }: WishTree,
): WrittenObject {
  if (!kustomization) {
    throw new InputError(
      `claim: ${volume.name} is written in ${volume.file}, and no Flux Kustomization of the app says its class and size. Move it by the runbook.`,
    );
  }
  return writtenAt(kustomization, index.files);
}

/** A claim that nothing fills would be made anew, and empty. */
function assertFilled({ volume }: Move, { index }: WishTree): void {
  const claim: TreeObject | undefined = index.objects.find(
    ({ kind, namespace, name }) =>
      kind === 'PersistentVolumeClaim' &&
      namespace === volume.namespace &&
      name === volume.name,
  );
  const { kind, name } = mapAt(claim?.manifest, 'spec', 'dataSourceRef');
  if (volume.backups.length === 0 || typeof kind !== 'string') {
    throw new InputError(
      `claim: ${volume.file} makes ${volume.name} and nothing fills it, so it would be empty when it is made anew. Back it up first, or give the app a claim of its own.`,
    );
  }
  if (kind !== FILLS_FROM_NEWEST) {
    throw new InputError(
      `claim: ${volume.name} is filled by ${kind} ${String(
        name,
      )}, which gives what it read when it was made itself, not the newest copy. Move it by the runbooks "Move a volume" and "Restore a volume".`,
    );
  }
}

function makeAnew(
  move: Move,
  written: WrittenObject,
  tree: WishTree,
): WishPlan {
  const { volume, app, storageClass, size, confirmation } = move;
  if (confirmation !== volume.name) {
    throw new InputError(
      `confirmation: the next step deletes claim ${volume.name} and makes it anew from its last copy. Type ${volume.name} to say that what is on it may go.`,
    );
  }
  const [backup] = volume.backups;
  return {
    namespace: app.namespace,
    name: app.name,
    values: {
      step: 'restore',
      title: `make volume ${volume.name} anew as ${size} of ${storageClass}`,
    },
    edits: [
      ...variableEdits(move, written, tree),
      {
        file: written.file,
        document: written.document,
        path: ['spec', 'force'],
        set: true,
      },
    ],
    description: [
      `Makes claim \`${volume.name}\` of ${app.namespace}/${app.name} anew: ${size} of class \`${storageClass}\`, filled from the last copy of ${backup.kind} \`${backup.name}\`. **Step 2 of 3**.`,
      '**What is lost**',
      [
        `- **The old claim is deleted**, with what is on it, unless its class retains volumes. With \`force: true\` Flux deletes and makes anew what cannot be changed in place, and a claim's class cannot.`,
        '- What was written after the last copy is gone.',
      ].join('\n'),
      '**See to it before the merge**',
      [
        '- [ ] no pod of the app runs',
        `- [ ] a copy was made **after** the app stopped, and it succeeded (\`kubectl -n ${volume.namespace} get snapshots\`)`,
        `- [ ] class \`${storageClass}\` has room for ${size}, and what is on the volume fits`,
        ...snapshotNote(move, written, tree),
      ].join('\n'),
      '**Next**: when the claim is bound and filled, run this form again with the same values: it starts the app, and takes `force` out.',
    ].join('\n\n'),
  };
}

/** Snapshots are taken by a class of the same driver: another class of volumes may need another. */
function snapshotNote(
  { volume, storageClass }: Move,
  written: WrittenObject,
  tree: WishTree,
): string[] {
  const component = { directory: parentOf(volume.file), uses: 1 };
  const [name, usual] =
    [...variablesOf(component, tree)].find(([variable]) =>
      /SNAPSHOTCLASS$/.test(variable),
    ) ?? [];
  if (!name || volume.storageClass === storageClass) {
    return [];
  }
  const set = mapAt(written.object, 'spec', 'postBuild', 'substitute')[name];
  return [
    `- [ ] volumes of class \`${storageClass}\` can be snapshotted by \`${
      typeof set === 'string' ? set : usual
    }\` (\`${name}\`); set another on this branch where they can not, or the next copies fail`,
  ];
}

function start(
  { volume, app }: Move,
  {
    written: { file, document },
    isForced,
  }: { written: WrittenObject; isForced: boolean },
  tree: WishTree,
): WishPlan {
  return {
    namespace: app.namespace,
    name: app.name,
    values: {
      step: 'start',
      title: `start ${app.name} on its moved volume`,
    },
    edits: [
      ...startEdits(app, tree),
      ...(isForced
        ? [{ file, document, path: ['spec', 'force'], unset: true as const }]
        : []),
    ],
    description: [
      `Starts ${app.namespace}/${app.name} on claim \`${volume.name}\`, which is ${volume.size} of class \`${volume.storageClass}\` now, and lets Flux no longer delete what cannot be changed. **Step 3 of 3**.`,
      '**See to it before the merge**',
      `- [ ] claim \`${volume.name}\` is bound, and its restore has succeeded: an app that starts on an empty volume begins anew`,
    ].join('\n\n'),
  };
}

/** The variables of the component for class and size, where they are not so already. */
function variableEdits(
  { volume, storageClass, size }: Move,
  written: WrittenObject,
  tree: WishTree,
): TreeEdit[] {
  const component = { directory: parentOf(volume.file), uses: 1 };
  const names = [...variablesOf(component, tree).keys()].filter(
    name => !/CACHE|SNAP/.test(name),
  );
  const path = ['spec', 'postBuild', 'substitute'];
  const facts: readonly [RegExp, string, string | undefined][] = [
    [/_STORAGECLASS$/, storageClass, volume.storageClass],
    [/_CAPACITY$/, size, volume.size],
  ];
  return facts
    .filter(([, wanted, now]) => wanted !== now)
    .map(([pattern, wanted]) => {
      const name = names.find(each => pattern.test(each));
      if (!name) {
        throw new InputError(
          `claim: ${component.directory}, which makes ${volume.name}, has no variable for that. Give it one first.`,
        );
      }
      return name in mapAt(written.object, ...path)
        ? {
            file: written.file,
            document: written.document,
            path: [...path, name],
            set: wanted,
          }
        : addAt(written, [...path, name], wanted);
    });
}

import { InputError } from '@backstage/errors';
import { parseQuantityBytes } from '@homestage/backstage-plugin-gitops-common';
import type {
  TreeApp,
  TreeKustomization,
  TreeStorageClass,
  TreeVolume,
} from '@homestage/gitops-tree';
import { z } from 'zod';
import { mainKustomization, appOfFile } from './appOf';
import { describeGrowth, type Move } from './Move';
import { moveByCopy } from './moveByCopy';
import { growByVariable, moveByRestore } from './moveByRestore';
import { createWish, type WishPlan, type WishTree } from './Wish';
import { writtenAt } from './written';

const schema = z.object({
  /** `namespace/name` of a claim that the tree writes. */
  claim: z.string(),
  volume: z
    .object({
      /** Unset: as it is. */
      size: z.string().optional(),
      storageClass: z.string().optional(),
    })
    .default({}),
  /** Its name typed again, before what is on the old volume goes. */
  confirmation: z.string().optional(),
});

/**
 * Moves a volume to another storage class or size, in several pull requests:
 * a claim cannot be changed, and nothing may write while it is copied. Which
 * step is next is read from the tree. A volume that only grows takes one.
 */
export const moveVolume = createWish(schema, (values, tree) => {
  const volume = volumeOf(values.claim, tree);
  const { app, kustomization } = ownerOf(volume, tree);
  const move: Move = {
    volume,
    app,
    storageClass: values.volume.storageClass ?? classOf(volume, tree),
    size: values.volume.size ?? volume.size ?? '',
    confirmation: values.confirmation?.trim(),
  };
  const isOwn = volume.file.startsWith(`${app.directory}/`);
  if (canGrow(move, tree)) {
    return isOwn ? grow(move, tree) : growByVariable(move, kustomization, tree);
  }
  return isOwn
    ? moveByCopy(move, tree)
    : moveByRestore(move, kustomization, tree);
});

function volumeOf(reference: string, { index }: WishTree): TreeVolume {
  const volume = index.volumes.find(
    ({ namespace, name }) => `${namespace}/${name}` === reference,
  );
  if (!volume || volume.ownerKind !== 'PersistentVolumeClaim') {
    throw new InputError(
      `claim: the tree writes no claim ${reference}. Choose one of the list; what a chart or a machine makes is moved by its own values.`,
    );
  }
  if (volume.isStatic) {
    throw new InputError(
      `claim: ${reference} is bound to a volume that exists already (${volume.file}, line ${volume.line}), and no class brings it. Change the volume by hand.`,
    );
  }
  return volume;
}

/** The app whose claim it is, and what applies it: written in its directory, or brought in by its Kustomization. */
function ownerOf(
  volume: TreeVolume,
  tree: WishTree,
): { readonly app: TreeApp; readonly kustomization?: TreeKustomization } {
  const own = appOfFile(volume.file, tree);
  const app =
    own ??
    tree.index.apps.find(each =>
      each.kustomizations.some(({ namespace, name }) =>
        volume.chain.includes(`${namespace}/${name}`),
      ),
    );
  if (!app) {
    throw new InputError(
      `claim: ${volume.name} (${volume.file}) belongs to no app of the tree, so who writes to it is not known. Move it by the runbook.`,
    );
  }
  return { app, kustomization: mainKustomization(app) };
}

function classOf(
  { storageClass, name }: TreeVolume,
  { index }: WishTree,
): string {
  const known =
    storageClass ??
    index.storageClasses.find(({ isDefault }) => isDefault)?.name;
  if (!known) {
    throw new InputError(
      `volume.storageClass: ${name} is of the cluster's default class, and the tree does not say which that is. Name the class that it shall have.`,
    );
  }
  return known;
}

/** More room in the same class, where volumes of the class can grow. */
function canGrow(move: Move, tree: WishTree): boolean {
  const { volume, storageClass, size } = move;
  const now = parseQuantityBytes(volume.size ?? '');
  const wanted = parseQuantityBytes(size);
  const known: TreeStorageClass | undefined = tree.index.storageClasses.find(
    ({ name }) => name === storageClass,
  );
  return (
    storageClass === classOf(volume, tree) &&
    known?.allowsExpansion === true &&
    now !== undefined &&
    wanted !== undefined &&
    wanted > now
  );
}

function grow({ volume, app, size }: Move, tree: WishTree): WishPlan {
  const { file, document } = writtenAt(volume, tree.index.files);
  return {
    namespace: app.namespace,
    name: app.name,
    values: { step: 'grow', title: `grow volume ${volume.name} to ${size}` },
    edits: [
      {
        file,
        document,
        path: ['spec', 'resources', 'requests', 'storage'],
        set: size,
      },
    ],
    description: describeGrowth({ volume, size }),
  };
}

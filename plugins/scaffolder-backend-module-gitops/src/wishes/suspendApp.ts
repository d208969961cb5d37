import { InputError } from '@backstage/errors';
import type { TreeApp } from '@homestage/gitops-tree';
import { z } from 'zod';
import type { TreeEdit } from '../plan/TreeEdit';
import { appOf } from './appOf';
import { startEdits, stopEdits } from './replicas';
import { createWish, type WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

const schema = z.object({
  app: z.string(),
  mode: z.enum(['suspend', 'stop', 'resume']),
  reason: z.string().max(500).optional(),
});

type Values = z.infer<typeof schema>;

const SENTENCES: Record<Values['mode'], (app: string) => string> = {
  suspend: app =>
    `Suspends ${app}: Flux leaves it as it is now. Its pods go on running; what is merged for it from now on is not applied, and nothing of it is pruned, until it is resumed.`,
  stop: app =>
    `Stops the pods of ${app}: its workloads are scaled to none. Its volumes, secrets and routes stay. The number of pods it had is in the lines below, if the tree said one.`,
  resume: app =>
    `Resumes ${app}: what the tree says is applied, with all that was merged meanwhile. A workload that was stopped has as many pods as its chart gives when nobody says, which is one for most.`,
};

const NOTHING_TO_DO: Record<Values['mode'], (app: TreeApp) => string> = {
  suspend: ({ namespace, name, applications }) =>
    applications.length > 0
      ? `${namespace}/${name} is applied by Argo CD, which has no suspension; stop its pods, or take 'automated' out of its sync policy.`
      : `No Flux Kustomization of the tree applies ${namespace}/${name} alone, so there is none to suspend.`,
  stop: ({ namespace, name, file }) =>
    `The tree does not say how many pods ${namespace}/${name} has (no release of app-template, Deployment or StatefulSet), so they cannot be stopped in ${file}. Suspend it instead.`,
  resume: ({ namespace, name }) =>
    `${namespace}/${name} is neither suspended nor stopped by its own files.`,
};

const EDITS: Record<
  Values['mode'],
  (app: TreeApp, tree: WishTree) => TreeEdit[]
> = {
  suspend: (app, tree) =>
    ownReconciled(app, tree).map(({ file, document }) => ({
      file,
      document,
      path: ['spec', 'suspend'],
      set: true,
    })),
  stop: stopEdits,
  resume: (app, tree) => [
    ...[...ownReconciled(app, tree), ...releasesOf(app, tree)]
      .filter(({ object }) => mapAt(object, 'spec').suspend === true)
      .map(({ file, document }) => ({
        file,
        document,
        path: ['spec', 'suspend'],
        unset: true as const,
      })),
    ...startEdits(app, tree),
  ],
};

/** Suspends an app, stops its pods, or lets it go on. */
export const suspendApp = createWish(
  schema,
  ({ app: reference, mode, reason }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const edits = EDITS[mode](app, tree);
    if (edits.length === 0) {
      throw new InputError(`mode: ${NOTHING_TO_DO[mode](app)}`);
    }
    return {
      namespace,
      name,
      edits,
      description: [
        SENTENCES[mode](reference),
        mode === 'suspend' && sharedNote(app),
        reason?.trim(),
      ]
        .filter(Boolean)
        .join('\n\n'),
    };
  },
);

/** Where no Kustomization is the app's own, only its releases can be suspended. */
function sharedNote({ name, kustomizations }: TreeApp): string | undefined {
  return kustomizations.some(({ isLocal }) => isLocal)
    ? undefined
    : `The Kustomization that applies ${name} applies others as well and goes on: only the releases of ${name} are suspended, while what else its directory holds (claims, routes, secrets) is still applied and pruned.`;
}

/** What Flux reconciles for this app and no other: its Kustomizations, else its releases. */
function ownReconciled(app: TreeApp, tree: WishTree): WrittenObject[] {
  const local = app.kustomizations.filter(({ isLocal }) => isLocal);
  return local.length > 0
    ? local.map(each => writtenAt(each, tree.index.files))
    : releasesOf(app, tree);
}

function releasesOf(app: TreeApp, { index }: WishTree): WrittenObject[] {
  return app.helmReleases.map(each => writtenAt(each, index.files));
}

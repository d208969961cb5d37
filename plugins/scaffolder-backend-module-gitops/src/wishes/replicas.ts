import type { TreeApp, TreeObject } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import type { WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

/** Controllers of app-template that have a number of replicas. */
const SCALED_TYPES = ['deployment', 'statefulset'];

/** Where a tree says how many pods a workload has. */
export interface ReplicaPlace {
  readonly file: string;
  readonly document: number;
  readonly path: string[];
  readonly replicas: unknown;
}

/** Every place that says, or could say, how many pods an app has. */
export function replicaPlaces(
  app: TreeApp,
  { index }: WishTree,
): ReplicaPlace[] {
  const releases = app.helmReleases.filter(
    ({ chart }) => chart?.name === 'app-template',
  );
  const workloads = app.objects.filter(isScaled);
  return [
    ...releases.flatMap(each => controllerPlaces(writtenAt(each, index.files))),
    ...workloads.map(each => {
      const { file, document, object } = writtenAt(each, index.files);
      const { replicas } = mapAt(object, 'spec');
      return { file, document, path: ['spec', 'replicas'], replicas };
    }),
  ];
}

function isScaled({ group, kind }: TreeObject): boolean {
  return group === 'apps' && SCALED_TYPES.includes(kind.toLowerCase());
}

function controllerPlaces(release: WrittenObject): ReplicaPlace[] {
  const path = ['spec', 'values', 'controllers'];
  const controllers = mapAt(release.object, ...path);
  return Object.keys(controllers)
    .map(key => ({ key, controller: mapAt(controllers, key) }))
    .filter(({ controller: { type = 'deployment' } }) =>
      SCALED_TYPES.includes(String(type)),
    )
    .map(({ key, controller }) => ({
      file: release.file,
      document: release.document,
      path: [...path, key, 'replicas'],
      replicas: controller.replicas,
    }));
}

/** Whether an app has workloads, and all of them are scaled to none. */
export function isStopped(app: TreeApp, tree: WishTree): boolean {
  const places = replicaPlaces(app, tree);
  return places.length > 0 && places.every(({ replicas }) => replicas === 0);
}

/** The edits that scale an app to none. */
export function stopEdits(app: TreeApp, tree: WishTree): TreeEdit[] {
  return replicaPlaces(app, tree).map(({ file, document, path }) => ({
    file,
    document,
    path,
    set: 0,
  }));
}

/** The edits that let an app have the pods that it has when nobody says. */
export function startEdits(app: TreeApp, tree: WishTree): TreeEdit[] {
  return replicaPlaces(app, tree)
    .filter(({ replicas }) => replicas === 0)
    .map(({ file, document, path }) => ({
      file,
      document,
      path,
      unset: true as const,
    }));
}

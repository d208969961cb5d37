import { textRecord } from '../read/textRecord';
import { keyOf } from '../resolve/keyOf';
import type { TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** What stays in the cluster when it is taken out of the tree: the list to go through when an app is given up. */
export const pruneDisabled: LintRule = {
  name: 'prune-disabled',
  check: context => [
    ...context.applied.filter(isKept).map(object => ({
      severity: 'info' as const,
      ...placeInObject(context, object, PRUNE),
      message: `${object.kind} ${
        object.namespace ? `${object.namespace}/` : ''
      }${object.name} stays in the cluster when it is taken out of the tree`,
      mend: `Remove ${PRUNE} when it is to go with its app; else delete it by hand afterwards.`,
    })),
    ...keptByKustomization(context),
  ],
};

function isKept({ manifest }: TreeObject): boolean {
  const { metadata } = manifest;
  return [
    textRecord(metadata, 'annotations')[PRUNE],
    textRecord(metadata, 'labels')[PRUNE],
  ].includes('disabled');
}

function keptByKustomization(context: LintContext) {
  return context.index.kustomizations
    .filter(
      ({ state, manifest }) =>
        state === 'reached' &&
        (manifest.spec as { prune?: unknown } | undefined)?.prune === false,
    )
    .map(kustomization => ({
      severity: 'info' as const,
      ...placeInObject(context, kustomization, 'prune: false'),
      message: `Kustomization ${keyOf(
        kustomization,
      )} deletes nothing: what is taken out of ${
        kustomization.path
      } stays in the cluster`,
      mend: 'Set prune: true, unless it guards what must never be deleted.',
    }));
}

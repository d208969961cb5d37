import {
  objectKey,
  refOf,
  type KubeObject,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { ObjectLookup } from '../../derive/ObjectLookup';
import { sourceState } from './snapshots';

/** Finds among the given objects; kinds in `states` are in that state instead of `live`. */
export function lookupAmong(
  objects: readonly KubeObject[],
  options: { cluster?: string; states?: Record<string, SourceState> } = {},
): ObjectLookup {
  const { cluster = 'lab', states = {} } = options;
  const byKey = new Map(
    objects.map(object => [objectKey(refOf(cluster, object)), object]),
  );
  return {
    find: ref => ({
      object: byKey.get(objectKey(ref)),
      state: states[ref.kind] ?? sourceState(),
    }),
    ownedBy: (_, uid) =>
      objects.filter(object =>
        object.metadata.ownerReferences?.some(owner => owner.uid === uid),
      ),
    ofRelease: (_, { namespace, name }) =>
      objects.filter(
        ({ metadata: { labels } }) =>
          labels?.['helm.toolkit.fluxcd.io/name'] === name &&
          labels['helm.toolkit.fluxcd.io/namespace'] === namespace,
      ),
  };
}

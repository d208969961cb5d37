import type {
  KubeObject,
  ObjectRef,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';

/**
 * Finds live objects of any kind for the trees and the cards. The backend gives
 * one that stands on the watch cache.
 *
 * @public
 */
export interface ObjectLookup {
  /** The object, if the cluster has it, and how far the answer can be trusted. */
  find(ref: ObjectRef): { object?: KubeObject; state: SourceState };
  /** The objects whose owner reference names this UID, such as the Pods of a ReplicaSet. */
  ownedBy(cluster: string, uid: string): readonly KubeObject[];
  /**
   * The objects that carry the labels of a HelmRelease. Asked only where its
   * controller writes no inventory (helm-controller before 1.5).
   */
  ofRelease(
    cluster: string,
    release: { namespace: string; name: string },
  ): readonly KubeObject[];
}

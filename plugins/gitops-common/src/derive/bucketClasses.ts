import type { TreeIndex } from '@homestage/gitops-tree';

/** Provisioners of buckets, as Rook and NooBaa name theirs. */
const BUCKET_PROVISIONER = /\.bucket$|\/obc$/;

/**
 * Names of the storage classes that make buckets rather than volumes; by their
 * name where the tree does not say who makes them.
 *
 * @public
 */
export function bucketClasses({
  storageClasses,
}: Pick<TreeIndex, 'storageClasses'>): string[] {
  return storageClasses
    .filter(({ provisioner, name }) =>
      provisioner === undefined
        ? name.includes('bucket')
        : BUCKET_PROVISIONER.test(provisioner),
    )
    .map(({ name }) => name);
}

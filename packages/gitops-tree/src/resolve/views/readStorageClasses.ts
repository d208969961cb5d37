import { field } from '../../read/field';
import { isRecord } from '../../read/isRecord';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import type {
  TreeHelmRelease,
  TreeObject,
  TreeStorageClass,
} from '../../types';
import { declarationOf } from './declarationOf';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** The view of a StorageClass. */
export function toStorageClass(
  object: TreeObject,
): TreeStorageClass | undefined {
  const { group, kind, manifest, name } = object;
  return group === 'storage.k8s.io' && kind === 'StorageClass'
    ? toClass(object, manifest, name)
    : undefined;
}

/** The storage classes that a release brings: from values in the shapes that storage charts have, and Longhorn's own. */
export function readReleaseClasses(
  release: TreeHelmRelease,
): TreeStorageClass[] {
  const values = field(release.manifest.spec, 'values');
  // Rook's cluster chart keeps a class in each of its pools.
  const pools = ['cephBlockPools', 'cephFileSystems', 'cephObjectStores'];
  const written = [
    ...pools.flatMap(key =>
      listField(values, key).map(pool => field(pool, 'storageClass')),
    ),
    ...listField(values, 'storageClasses'),
    field(values, 'storageClass'),
    field(values, 'hostpathClass'),
    ...(release.chart?.name === 'longhorn' ? [longhornClass(values)] : []),
  ];
  return written.flatMap(entry => {
    const name = textField(entry, 'name');
    const isLeftOut =
      field(entry, 'enabled') === false || field(entry, 'create') === false;
    return isRecord(entry) && name && !isLeftOut
      ? [toClass(release, entry, name)]
      : [];
  });
}

/** Longhorn's chart always makes one class of this name, and makes it the default unless told otherwise. */
function longhornClass(values: unknown) {
  return {
    name: 'longhorn',
    provisioner: 'driver.longhorn.io',
    isDefault: field(values, 'persistence', 'defaultClass') !== false,
    reclaimPolicy: textField(values, 'persistence', 'reclaimPolicy'),
    allowVolumeExpansion: true,
  };
}

function toClass(
  object: TreeObject,
  written: unknown,
  name: string,
): TreeStorageClass {
  const provisioner = textField(written, 'provisioner');
  const reclaimPolicy = textField(written, 'reclaimPolicy');
  const allowsExpansion = field(written, 'allowVolumeExpansion');
  const isDefault =
    textField(written, 'metadata', 'annotations', DEFAULT_CLASS) === 'true' ||
    textField(written, 'annotations', DEFAULT_CLASS) === 'true' ||
    ['isDefault', 'isDefaultClass', 'defaultClass'].some(
      key => field(written, key) === true,
    );
  return {
    ...declarationOf(object),
    name,
    ...(provisioner && { provisioner }),
    isDefault,
    ...(reclaimPolicy && { reclaimPolicy }),
    ...(typeof allowsExpansion === 'boolean' && { allowsExpansion }),
  };
}

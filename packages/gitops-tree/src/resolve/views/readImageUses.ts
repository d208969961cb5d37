import { field } from '../../read/field';
import { parseImage } from '../../read/parseImage';
import { textField } from '../../read/textField';
import type { Manifest, TreeImage } from '../../types';
import { readValueImages } from '../readValueImages';

/** Where the pods of each kind are described, as a path below `spec`. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  'apps/Deployment': ['template', 'spec'],
  'apps/StatefulSet': ['template', 'spec'],
  'apps/DaemonSet': ['template', 'spec'],
  'batch/Job': ['template', 'spec'],
  'batch/CronJob': ['jobTemplate', 'spec', 'template', 'spec'],
  'helm.toolkit.fluxcd.io/HelmRelease': ['values'],
};

/** Field of `spec` in which operators' objects name their image. */
const IMAGE_FIELDS: Readonly<Record<string, string>> = {
  'postgresql.cnpg.io/Cluster': 'imageName',
  'dragonflydb.io/Dragonfly': 'image',
  'k8s.mariadb.com/MariaDB': 'image',
};

/** The images that an object runs. */
export function readImageUses(group: string, manifest: Manifest): TreeImage[] {
  const kind = `${group}/${manifest.kind}`;
  const path = POD_SPECS[kind];
  if (path) {
    return readValueImages(field(manifest.spec, ...path));
  }
  const image =
    IMAGE_FIELDS[kind] && textField(manifest.spec, IMAGE_FIELDS[kind]);
  return image ? [parseImage(image)] : [];
}

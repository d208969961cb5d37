import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import { textList } from '../../read/textList';
import { textRecord } from '../../read/textRecord';
import type { TreeHelmRelease, TreeObject, TreeVolume } from '../../types';
import { declarationOf } from './declarationOf';

/** The claims that an object brings into being: itself, from a template in it, or as what KubeVirt and CDI make of it. */
export function readVolumes(object: TreeObject): TreeVolume[] {
  const { group, kind, manifest, name } = object;
  const { spec } = manifest;
  const labels = textRecord(manifest.metadata, 'labels');
  if (group === '' && kind === 'PersistentVolumeClaim') {
    return [toVolume(object, { name, spec, labels })];
  }
  if (group === 'apps' && kind === 'StatefulSet') {
    return listField(spec, 'volumeClaimTemplates').map(template =>
      toVolume(object, {
        // The name of the first replica's; the others count on from it.
        name: `${textField(template, 'metadata', 'name') ?? ''}-${name}-0`,
        spec: field(template, 'spec'),
        labels: textRecord(template, 'metadata', 'labels'),
      }),
    );
  }
  if (group === 'cdi.kubevirt.io' && kind === 'DataVolume') {
    return [toVolume(object, { name, spec: storageOf(spec), labels })];
  }
  if (group === 'kubevirt.io' && kind === 'VirtualMachine') {
    return listField(spec, 'dataVolumeTemplates').map(template =>
      toVolume(object, {
        name: textField(template, 'metadata', 'name') ?? '',
        spec: storageOf(field(template, 'spec')),
        labels: textRecord(template, 'metadata', 'labels'),
      }),
    );
  }
  return [];
}

/** The claims that a release of app-template makes. */
export function readReleaseVolumes(release: TreeHelmRelease): TreeVolume[] {
  return release.claims
    .filter(({ isCreated }) => isCreated)
    .map(({ name, size, storageClass }) => ({
      ...declarationOf(release),
      name,
      namespace: release.targetNamespace ?? release.namespace ?? '',
      ...(size && { size }),
      ...(storageClass && { storageClass }),
      accessModes: [],
      isStatic: false,
      labels: {},
      backups: [],
    }));
}

function storageOf(spec: unknown): unknown {
  return field(spec, 'storage') ?? field(spec, 'pvc');
}

function toVolume(
  object: TreeObject,
  claim: {
    name: string;
    spec: unknown;
    labels: Readonly<Record<string, string>>;
  },
): TreeVolume {
  const { name, spec, labels } = claim;
  const size = textField(spec, 'resources', 'requests', 'storage');
  // Empty is a word here: it means that no class is to bring the volume.
  const storageClass = field(spec, 'storageClassName');
  return {
    ...declarationOf(object),
    name,
    namespace: object.namespace ?? '',
    ...(size && { size }),
    ...(typeof storageClass === 'string' && { storageClass }),
    accessModes: textList(spec, 'accessModes'),
    isStatic:
      textField(spec, 'volumeName') !== undefined || storageClass === '',
    labels,
    backups: [],
  };
}

import type { ParsedFiles } from '../../read/ParsedFiles';
import type {
  FileSet,
  Manifest,
  Place,
  TreeAddress,
  TreeApplication,
  TreeHelmRelease,
  TreeImageUse,
  TreeIndex,
  TreeObject,
} from '../../types';
import type { FindSource } from '../readChart';
import { databaseBackups } from './databaseBackups';
import { declarationOf } from './declarationOf';
import { placeOfText } from './placeOfText';
import { readAddresses } from './readAddresses';
import type { AddressView } from './readAddresses';
import { readApplicationCharts } from './readApplicationCharts';
import { readBackupRules } from './readBackupRules';
import { readImageUses } from './readImageUses';
import { readReleaseClasses, toStorageClass } from './readStorageClasses';
import { readReleaseVolumes, readVolumes } from './readVolumes';
import { toAddressPool } from './toAddressPool';
import { toChartUse } from './toChartUse';
import { toDatabase } from './toDatabase';
import { toGateway } from './toGateway';
import { toSecretStore } from './toSecretStore';

/** What the tree declares beside apps, by what it is. */
export type TreeViews = Pick<
  TreeIndex,
  | 'addresses'
  | 'addressPools'
  | 'storageClasses'
  | 'secretStores'
  | 'gateways'
  | 'databases'
  | 'volumes'
  | 'images'
  | 'charts'
>;

interface ViewSources {
  readonly objects: readonly TreeObject[];
  readonly helmReleases: readonly TreeHelmRelease[];
  readonly applications: readonly TreeApplication[];
}

/** Reads every typed view, in the order of the objects. */
export function collectViews(
  parsed: ParsedFiles,
  { objects, helmReleases, applications }: ViewSources,
  findSource: FindSource,
): TreeViews {
  const { files } = parsed;
  const rules = readBackupRules(objects);
  const volumes = [
    ...objects.flatMap(readVolumes),
    ...helmReleases.flatMap(readReleaseVolumes),
  ];
  const located = objects.map(object => locate(files, object));
  return {
    addresses: located.flatMap(({ addresses }) => addresses),
    images: located.flatMap(({ images }) => images),
    addressPools: objects.flatMap(object => toAddressPool(object) ?? []),
    storageClasses: [
      ...objects.flatMap(object => toStorageClass(object) ?? []),
      ...helmReleases.flatMap(readReleaseClasses),
    ],
    secretStores: objects.flatMap(object => toSecretStore(object) ?? []),
    gateways: objects.flatMap(object => toGateway(object) ?? []),
    databases: objects.flatMap(object => {
      const database = toDatabase(object);
      return database
        ? [{ ...database, backups: databaseBackups(object, objects) }]
        : [];
    }),
    volumes: volumes.map(volume => ({
      ...volume,
      backups: rules
        .filter(({ saves }) => saves(volume))
        .map(({ backup }) => backup),
    })),
    charts: [
      ...helmReleases.flatMap(
        release => toChartUse(files, release, findSource) ?? [],
      ),
      ...applications.flatMap(application =>
        readApplicationCharts(parsed, application),
      ),
    ],
  };
}

/** Views with places inside of a file. */
interface Located {
  readonly text: string | undefined;
  readonly addresses: readonly (AddressView & { place: Place })[];
  readonly images: readonly (Omit<
    TreeImageUse,
    keyof ReturnType<typeof declarationOf>
  > & {
    place: Place;
  })[];
}

// Manifests that did not change are the same from one reading of a tree to the next,
// and looking their texts up again would cost more than everything else here.
const known = new WeakMap<Manifest, Located>();

function locate(
  files: FileSet,
  object: TreeObject,
): { addresses: TreeAddress[]; images: TreeImageUse[] } {
  const text = files.get(object.file);
  const before = known.get(object.manifest);
  const located =
    before && before.text === text ? before : lookUp(files, object, text);
  known.set(object.manifest, located);
  return {
    addresses: located.addresses.map(({ place, ...address }) => ({
      ...declarationOf(object, place),
      ...address,
    })),
    images: located.images.map(({ place, ...image }) => ({
      ...declarationOf(object, place),
      ...image,
    })),
  };
}

function lookUp(
  files: FileSet,
  object: TreeObject,
  text: string | undefined,
): Located {
  return {
    text,
    addresses: readAddresses(object.manifest).map(address => ({
      ...address,
      place: placeOfText(files, object, { text: address.address }),
    })),
    images: readImageUses(object.group, object.manifest).map(image => ({
      ...image,
      place: placeOfText(files, object, {
        text: image.repository,
        near: image.tag ?? image.digest,
      }),
    })),
  };
}

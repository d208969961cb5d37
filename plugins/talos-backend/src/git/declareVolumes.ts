import {
  fieldsOf,
  listOf,
  parseQuantity,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import type {
  Declared,
  DeclaredDisk,
  DeclaredDocument,
  DeclaredVolume,
} from '@homestage/backstage-plugin-talos-common';
import { itemsAt, readDeclared, valueAt } from './ownDocuments';

/**
 * Documents of volumes, and what Talos puts before their names.
 *
 * Source: siderolabs/talos pkg/machinery/constants.
 */
const PREFIXES: Readonly<Record<string, string>> = {
  VolumeConfig: '',
  UserVolumeConfig: 'u-',
  RawVolumeConfig: 'r-',
  ExistingVolumeConfig: 'e-',
  ExternalVolumeConfig: 'x-',
  SwapVolumeConfig: 's-',
};

/** The volumes that the config of a machine has. */
export function declareVolumes(
  documents: readonly DeclaredDocument[],
): DeclaredVolume[] {
  const volumes = new Map<string, DeclaredVolume>();
  const add = (name: Declared<string>, id: string, facts: object) =>
    volumes.set(id, { name, id, ...volumes.get(id), ...facts });
  for (const document of documents) {
    const { kind, name, file, line, url } = document;
    const prefix = PREFIXES[kind];
    if (prefix !== undefined && name) {
      const id = `${prefix}${name}`;
      add({ value: id, file, line, url }, id, readDocument(document));
    }
    for (const [id, key] of [
      ['STATE', 'state'],
      ['EPHEMERAL', 'ephemeral'],
    ]) {
      const path = ['machine', 'systemDiskEncryption', key, 'provider'];
      const encryption = readDeclared(valueAt(document, ...path), textOf);
      if (encryption) add({ ...encryption, value: id }, id, { encryption });
    }
  }
  return [
    ...volumes.values(),
    ...itemsAt(documents, 'machine', 'disks').flatMap(declarePartitions),
  ];
}

function readDocument(document: DeclaredDocument): Partial<DeclaredVolume> {
  const at = (...path: string[]) => valueAt(document, ...path);
  const facts = {
    filesystem: readDeclared(at('filesystem', 'type'), textOf),
    encryption: readDeclared(at('encryption', 'provider'), textOf),
    minSizeBytes: readDeclared(at('provisioning', 'minSize'), bytesOf),
    maxSizeBytes: readDeclared(at('provisioning', 'maxSize'), bytesOf),
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, fact]) => fact !== undefined),
  );
}

/** An item of `machine.disks`, as configs had them before user volumes. */
function declarePartitions(item: Declared<unknown>): DeclaredVolume[] {
  const { device, partitions } = fieldsOf(item.value);
  const path = textOf(device);
  return listOf(partitions).flatMap(({ mountpoint }) => {
    const mountedOn = textOf(mountpoint);
    return mountedOn
      ? [
          {
            name: { ...item, value: mountedOn },
            mountedOn,
            ...(path ? { disk: { ...item, value: { path, text: path } } } : {}),
          },
        ]
      : [];
  });
}

/** `100GiB` and `100GB`; a percentage is of what only the machine knows. */
function bytesOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? value : textOf(value);
  return typeof text === 'string'
    ? parseQuantity(text.trim().replace(/\s/g, '').replace(/B$/i, ''))
    : parseQuantity(text);
}

/** The disk that the config installs Talos on. */
export function declareInstallDisk(
  documents: readonly DeclaredDocument[],
): Declared<DeclaredDisk> | undefined {
  const choices = documents.flatMap(document => [
    readDeclared(valueAt(document, 'machine', 'install', 'disk'), diskOf),
    ...['serial', 'model', 'size', 'type', 'wwid', 'busPath'].map(field =>
      readDeclared(
        valueAt(document, 'machine', 'install', 'diskSelector', field),
        value => selectedDisk({ [field]: value }),
      ),
    ),
    document.kind === 'UnattendedInstallConfig'
      ? readDeclared(
          valueAt(document, 'provisioning', 'diskSelector', 'match'),
          matchedDisk,
        )
      : undefined,
  ]);
  return choices.filter(choice => choice !== undefined).at(-1);
}

/** A path, or a serial number as trees of cluster-template have it. */
export function diskOf(value: unknown): DeclaredDisk | undefined {
  const text = textOf(value);
  if (text === undefined) {
    return undefined;
  }
  return text.startsWith('/') ? { path: text, text } : { serial: text, text };
}

/** `diskSelector` of a machine config: a serial number alone names a disk for sure. */
export function selectedDisk(value: unknown): DeclaredDisk | undefined {
  const fields = Object.entries(fieldsOf(value));
  const serial = textOf(fieldsOf(value).serial);
  return fields.length === 0
    ? undefined
    : {
        ...(serial && fields.length === 1 ? { serial } : {}),
        text:
          serial && fields.length === 1
            ? serial
            : fields
                .map(([key, field]) => `${key} ${String(field)}`)
                .join(', '),
      };
}

/** An expression that compares one thing can be followed, any other one can not. */
function matchedDisk(value: unknown): DeclaredDisk | undefined {
  const text = textOf(value);
  if (text === undefined) {
    return undefined;
  }
  const [, field, wanted] =
    /^disk\.(dev_path|serial) == ["']([^"']+)["'](?: \|\| ["']\2["'] in disk\.symlinks)?$/.exec(
      text.trim(),
    ) ?? [];
  return {
    text: wanted ?? text,
    ...(field === 'dev_path' ? { path: wanted } : {}),
    ...(field === 'serial' ? { serial: wanted } : {}),
  };
}

import type {
  Declared,
  DeclaredConfigs,
  DeclaredDocument,
  DeclaredMachine,
} from '@homestage/backstage-plugin-talos-common';
import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type { FileSet, TreeNode } from '@homestage/gitops-tree';
import {
  isMap,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import { declareInterface, declareLinks } from './declareLinks';
import {
  declareInstallDisk,
  declareVolumes,
  diskOf,
  selectedDisk,
} from './declareVolumes';
import { itemsAt, ownDocuments } from './ownDocuments';

/** Web address of a line. */
export type UrlOf = (file: string, line: number) => string;

/** Files that hold a record for each machine, and how they call its name. */
const RECORDS: ReadonlyArray<readonly [RegExp, nameKey: string]> = [
  [/(^|\/)nodes\.ya?ml$/, 'name'],
  [/(^|\/)talconfig\.ya?ml$/, 'hostname'],
];
/** Files that hold the version for all. */
const VERSIONS = /(^|\/)(talenv|talconfig|topf)\.ya?ml$/;

/** A schematic is the hash of 32 bytes; it ends the address of an installer. */
const SCHEMATIC = /([0-9a-f]{64})(?::[\w.-]+)?$/;

/**
 * What a tree declares of its machines, each fact with the line it stands in. Only
 * files nearest to the root count: those below are inputs of other labs.
 */
export function declareMachines(
  files: FileSet,
  nodes: readonly TreeNode[],
  urlOf: UrlOf,
  configs?: DeclaredConfigs,
): DeclaredMachine[] {
  const records = RECORDS.flatMap(([pattern, nameKey]) =>
    nearest(files, pattern).flatMap(file =>
      recordsOf(files, file, nameKey, urlOf),
    ),
  );
  const version = versionOf(files, 'talosVersion', urlOf);
  const kubernetesVersion = versionOf(files, 'kubernetesVersion', urlOf);
  return nodes.map(node => {
    const place = {
      file: node.file,
      line: node.line,
      url: urlOf(node.file, node.line),
    };
    const documents = configs ? ownDocuments(configs, node) : [];
    const own = records.filter(({ name }) => name === node.name);
    const first = <T>(read: (record: MachineRecord) => T | undefined) =>
      own.map(read).find(value => value !== undefined);
    return {
      name: { ...place, value: node.name },
      address:
        first(({ address }) => address) ??
        (node.address ? { ...place, value: node.address } : undefined),
      isControlPlane: { ...place, value: node.isControlPlane },
      version,
      kubernetesVersion,
      schematic: first(({ schematic }) => schematic),
      extensions: first(({ extensions }) => extensions),
      labels: first(({ labels }) => labels) ?? labelsIn(documents),
      timeServers: timeServersIn(documents),
      installDisk:
        first(({ installDisk }) => installDisk) ??
        declareInstallDisk(documents),
      links: [
        ...declareLinks(documents),
        ...own.flatMap(({ links = [] }) => links),
      ],
      volumes: declareVolumes(documents),
    };
  });
}

interface MachineRecord
  extends Pick<
    DeclaredMachine,
    'address' | 'schematic' | 'extensions' | 'labels' | 'installDisk' | 'links'
  > {
  readonly name: string;
}

function nearest(files: FileSet, pattern: RegExp): string[] {
  const found = [...files.keys()].filter(file => pattern.test(file));
  const depthOf = (file: string) => file.split('/').length;
  const depth = Math.min(...found.map(depthOf));
  return found.filter(file => depthOf(file) === depth);
}

function recordsOf(
  files: FileSet,
  file: string,
  nameKey: string,
  urlOf: UrlOf,
): MachineRecord[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(files.get(file) ?? '', {
    lineCounter: lines,
  });
  const list = 'empty' in documents ? [] : documents;
  return list.flatMap(({ contents }) => {
    const nodes = isMap(contents) ? contents.get('nodes', true) : contents;
    const items = isSeq(nodes) ? nodes.items : [];
    return (items as unknown[])
      .filter(item => isMap(item))
      .flatMap(item => {
        const name = textOf(item.get(nameKey));
        return name
          ? { name, ...readRecord(item, { file, lines, urlOf }) }
          : [];
      });
  });
}

function readRecord(
  item: YAMLMap,
  options: { file: string; lines: LineCounter; urlOf: UrlOf },
): Omit<MachineRecord, 'name'> {
  const { file, lines, urlOf } = options;
  const values = fieldsOf(item.toJSON());
  const placeOf = (node: unknown) => {
    const offset = (node as { range?: number[] } | undefined)?.range?.[0];
    const { line } = lines.linePos(offset ?? 0);
    return { file, line, url: urlOf(file, line) };
  };
  const at = <T>(
    key: string,
    value: T | undefined,
  ): Declared<T> | undefined => {
    const pair = item.items.find(({ key: each }) => String(each) === key);
    return value === undefined || !pair
      ? undefined
      : { ...placeOf(pair.key), value };
  };
  const address = textOf(values.address) ?? textOf(values.ipAddress);
  return {
    address: at(
      values.address ? 'address' : 'ipAddress',
      address?.split(',')[0].trim(),
    ),
    schematic:
      at('schematic_id', textOf(values.schematic_id)) ??
      at(
        'talosImageURL',
        SCHEMATIC.exec(textOf(values.talosImageURL) ?? '')?.[1],
      ),
    extensions: at('schematic', extensionsOf(values.schematic)),
    labels: at('nodeLabels', labelsOf(values.nodeLabels)),
    installDisk:
      at('disk', diskOf(values.disk)) ??
      at('installDisk', diskOf(values.installDisk)) ??
      at('installDiskSelector', selectedDisk(values.installDiskSelector)),
    links: itemsOf(item, 'networkInterfaces').flatMap(each =>
      declareInterface({ ...placeOf(each), value: each.toJSON() }),
    ),
  };
}

function itemsOf(item: YAMLMap, key: string): YAMLMap[] {
  const list = item.get(key, true);
  return isSeq(list)
    ? (list.items as unknown[]).filter((each): each is YAMLMap => isMap(each))
    : [];
}

function extensionsOf(schematic: unknown): string[] | undefined {
  const { customization } = fieldsOf(schematic);
  const { systemExtensions } = fieldsOf(customization);
  const { officialExtensions } = fieldsOf(systemExtensions);
  return Array.isArray(officialExtensions)
    ? officialExtensions.flatMap(name => textOf(name) ?? [])
    : undefined;
}

function labelsOf(labels: unknown): Record<string, string> | undefined {
  const entries = Object.entries(fieldsOf(labels));
  return entries.length
    ? Object.fromEntries(entries.map(([key, value]) => [key, String(value)]))
    : undefined;
}

/** Labels that patches set, led to by the first one. */
function labelsIn(
  documents: readonly DeclaredDocument[],
): Declared<Record<string, string>> | undefined {
  const all = documents.flatMap(({ kind, file, values }) => {
    const prefix = kind === 'v1alpha1' ? 'machine\nnodeLabels' : 'labels';
    return kind === 'v1alpha1' || kind === 'KubeNodeConfig'
      ? values.flatMap(({ path, value, line, url, isDeleted }) =>
          !isDeleted && path.slice(0, -1).join('\n') === prefix
            ? { file, line, url, label: [path.at(-1), String(value)] }
            : [],
        )
      : [];
  });
  const [first] = all;
  return (
    first && {
      file: first.file,
      line: first.line,
      url: first.url,
      value: Object.fromEntries(all.map(({ label }) => label)),
    }
  );
}

/** All that patches name: lists grow. */
function timeServersIn(
  documents: readonly DeclaredDocument[],
): Declared<string[]> | undefined {
  const all = [
    ...itemsAt(
      documents.filter(({ kind }) => kind === 'TimeSyncConfig'),
      'ntp',
      'servers',
    ),
    ...itemsAt(documents, 'machine', 'time', 'servers'),
  ];
  const [first] = all;
  return first && { ...first, value: all.map(({ value }) => String(value)) };
}

/** The first file that says it plainly; `${talosVersion}` stands for another one. */
function versionOf(
  files: FileSet,
  key: string,
  urlOf: UrlOf,
): Declared<string> | undefined {
  const pattern = new RegExp(`^${key}:\\s*["']?(v?\\d[\\w.+-]*)`);
  for (const file of nearest(files, VERSIONS)) {
    const lines = (files.get(file) ?? '').split('\n');
    for (const [index, line] of lines.entries()) {
      const value = pattern.exec(line)?.[1];
      if (value) {
        return {
          value: value.startsWith('v') ? value : `v${value}`,
          file,
          line: index + 1,
          url: urlOf(file, index + 1),
        };
      }
    }
  }
  return undefined;
}

import { randomBytes } from 'node:crypto';
import type { FileSet } from '@homestage/gitops-tree';
import { isMap, parseAllDocuments, stringify, type Document } from 'yaml';

type Fields = Record<string, unknown>;

/** What the config of a machine begins with. */
export interface ConfigOfMachine {
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly installDisk: string;
  readonly image: string;
}

const SCOPES: Readonly<Record<string, (machine: ConfigOfMachine) => boolean>> =
  {
    global: () => true,
    controller: ({ isControlPlane }) => isControlPlane,
    worker: ({ isControlPlane }) => !isControlPlane,
  };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDirective = (key: string) => /^\${1,2}patch$/.test(key);

/**
 * The machine config that the tree's patches make, document by document: what
 * talhelper renders and somebody applied. Its secrets are made up anew at each start.
 */
export function machineConfig(
  machine: ConfigOfMachine,
  files: FileSet,
): string {
  let base: unknown = baseOf(machine);
  const documents: Fields[] = [];
  for (const patch of patchesOf(machine, files)) {
    if (patch.kind) documents.push(patch);
    else base = merge(base, patch);
  }
  return [base, ...documents].map(one => stringify(one)).join('---\n');
}

/** What a machine config makes of the links and the disks. */
export interface ConfiguredHost {
  /** What its only card is called besides. */
  readonly linkAliases: readonly string[];
  /** Names of the volumes that it asks for. */
  readonly userVolumes: readonly string[];
}

/** Reads back what the machine acts upon. */
export function configuredHost(config: string): ConfiguredHost {
  const parsed = parseAllDocuments(config);
  const documents: readonly Document[] = 'empty' in parsed ? [] : parsed;
  const namesOf = (kind: string) =>
    documents.flatMap(({ contents }) =>
      isMap(contents) && String(contents.get('kind')) === kind
        ? [String(contents.get('name'))]
        : [],
    );
  return {
    linkAliases: namesOf('LinkAliasConfig'),
    userVolumes: namesOf('UserVolumeConfig'),
  };
}

function baseOf(machine: ConfigOfMachine): Fields {
  const secret = () => randomBytes(24).toString('base64');
  return {
    version: 'v1alpha1',
    machine: {
      type: machine.isControlPlane ? 'controlplane' : 'worker',
      token: secret(),
      ca: { crt: secret(), ...(machine.isControlPlane && { key: secret() }) },
      install: { disk: machine.installDisk, image: machine.image },
    },
    cluster: { id: secret(), secret: secret(), token: secret() },
  };
}

function patchesOf(machine: ConfigOfMachine, files: FileSet): Fields[] {
  return [...files.keys()]
    .filter(file => isFor(machine, file))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b))
    .flatMap<Fields>(file => {
      const parsed = parseAllDocuments(files.get(file) ?? '');
      return 'empty' in parsed
        ? []
        : parsed.flatMap<Fields>(({ contents }) =>
            isMap(contents) ? (contents.toJSON() as Fields) : [],
          );
    });
}

/** What is for all comes first, what is for one machine last. */
function rankOf(file: string): number {
  const scopes = [...Object.keys(SCOPES), 'node'];
  return scopes.indexOf(file.split('/')[2]);
}

function isFor(machine: ConfigOfMachine, file: string): boolean {
  const [, scope, name] =
    /^talos\/patches\/([^/]+)\/(?:([^/]+)\/)?[^/]+\.yaml$/.exec(file) ?? [];
  return scope === 'node'
    ? name === machine.name
    : SCOPES[scope]?.(machine) ?? false;
}

/** As Talos merges patches: maps grow, lists are appended to, `$patch` takes away. */
function merge(base: unknown, patch: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(patch)) {
    return [...base, ...patch];
  }
  if (!isFields(patch)) {
    return patch;
  }
  const merged: Fields = isFields(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (isFields(value) && Object.keys(value).some(isDirective)) {
      delete merged[key];
    } else {
      merged[key] = merge(merged[key], value);
    }
  }
  return merged;
}

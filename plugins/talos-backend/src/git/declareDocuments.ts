import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type {
  DeclaredConfigs,
  DeclaredDocument,
  DeclaredValue,
  DocumentScope,
} from '@homestage/backstage-plugin-talos-common';
import type { FileSet } from '@homestage/gitops-tree';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { UrlOf } from './declareMachines';

/** Below `talos/`, or at the root; other `patches/` are those of Kustomize. */
const PATCH =
  /^((?:.*\/)?talos\/)?(patches\/)?((?:[^/]+\/)+)[^/]+\.ya?ml(\.j2|\.tpl)?$/;
/** Sources of configs that are no patches. */
const SOURCE =
  /(^|\/)(talconfig|topf|controlplane|worker|machineconfig)\.ya?ml(\.j2|\.tpl)?$/;

const SCOPES: Readonly<Record<string, DocumentScope>> = {
  all: 'all',
  global: 'all',
  common: 'all',
  'control-plane': 'controlPlane',
  controlplane: 'controlPlane',
  controller: 'controlPlane',
  controllers: 'controlPlane',
  worker: 'worker',
  workers: 'worker',
};

const NODE = /^nodes?$/;

/** Filled in when the config is rendered, or not to be read at all. */
const NOT_PLAIN = /\$\{|\{\{|^ENC\[/;

/** A patch takes a field away like this; talhelper doubles the first sign. */
const PATCH_KEY = /^\${1,2}patch$/;

/**
 * The documents that a tree holds for the configs of its machines, each value with
 * its line. Only patches nearest to the root count: those below are of other labs.
 */
export function declareDocuments(
  files: FileSet,
  urlOf: UrlOf,
): DeclaredConfigs {
  const names = [...files.keys()];
  const patches = names.flatMap(file => patchOf(file) ?? []);
  const nearest = Math.min(...patches.map(({ depth }) => depth));
  return {
    hasSource: patches.length > 0 || names.some(file => SOURCE.test(file)),
    documents: patches
      // What has to be rendered first says nothing by itself.
      .filter(({ depth, file }) => depth === nearest && /ya?ml$/.test(file))
      .flatMap(({ file, scope }) =>
        documentsOf(files.get(file) ?? '', { file, scope, urlOf }),
      ),
  };
}

/** topf has the directories right below `talos/`, talhelper’s trees in `patches/`. */
function patchOf(
  file: string,
): { file: string; scope: DocumentScope; depth: number } | undefined {
  const [, talos, patches, rest] = PATCH.exec(file) ?? [];
  if (rest === undefined || (!talos && !patches)) {
    return undefined;
  }
  const folders = rest.replace(/\/$/, '').split('/');
  const isNamed = folders[0] in SCOPES || NODE.test(folders[0]);
  const scope = patches || isNamed ? scopeOf(folders) : undefined;
  return scope && { file, scope, depth: (talos ?? '').split('/').length };
}

/** `node/cp-01` and `cp-01` are for one machine. */
function scopeOf(folders: readonly string[]): DocumentScope | undefined {
  const [first, second] = folders;
  const known = SCOPES[first];
  if (known) {
    return known;
  }
  const machine = NODE.test(first) ? second : first;
  return machine ? { machine } : undefined;
}

function documentsOf(
  text: string,
  place: { file: string; scope: DocumentScope; urlOf: UrlOf },
): DeclaredDocument[] {
  const { file, scope, urlOf } = place;
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines });
  const documents = 'empty' in parsed ? [] : parsed;
  return documents.flatMap(({ contents, errors }) => {
    if (!isMap(contents) || errors.length > 0) {
      return [];
    }
    const { kind, name } = fieldsOf(contents.toJSON());
    const lineOf = (node: unknown) => {
      const offset = (node as { range?: number[] } | undefined)?.range?.[0];
      return lines.linePos(offset ?? 0).line;
    };
    const line = lineOf(contents);
    return [
      {
        scope,
        kind: textOf(kind) ?? 'v1alpha1',
        name: textOf(kind) && textOf(name),
        file,
        line,
        url: urlOf(file, line),
        values: valuesOf(contents, []).map(({ pair, ...value }) => {
          const placeOf = (node: unknown) => {
            const at = lineOf(node);
            return { line: at, url: urlOf(file, at) };
          };
          return {
            ...value,
            ...placeOf(pair.key),
            ...(isSeq(pair.value)
              ? { items: pair.value.items.map(placeOf) }
              : {}),
          };
        }),
      },
    ];
  });
}

/** What names a document is not a value of it. */
const IDENTITY = ['apiVersion', 'kind', 'name'];

function valuesOf(
  map: YAMLMap,
  path: readonly string[],
): Array<Omit<DeclaredValue, 'line' | 'url'> & { pair: Pair }> {
  return map.items.flatMap(pair => {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const own = [...path, key];
    const { value } = pair;
    if (path.length === 0 && IDENTITY.includes(key)) {
      return [];
    }
    if (isMap(value)) {
      return isDeletion(value)
        ? [{ path: own, value: undefined, isDeleted: true, pair }]
        : valuesOf(value, own);
    }
    const plain: unknown = isSeq(value)
      ? value.toJSON()
      : isScalar(value) && value.value;
    return NOT_PLAIN.test(JSON.stringify(plain) ?? '') ||
      NOT_PLAIN.test(String(plain))
      ? []
      : [{ path: own, value: plain, pair }];
  });
}

function isDeletion(map: YAMLMap): boolean {
  return map.items.some(
    ({ key, value }) =>
      isScalar(key) &&
      PATCH_KEY.test(String(key.value)) &&
      isScalar(value) &&
      value.value === 'delete',
  );
}

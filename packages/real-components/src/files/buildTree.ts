import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { RealKubernetes } from '../kubernetes/RealKubernetes';
import { runTool } from '../process/runTool';

/** An object of a rendered tree. */
export interface TreeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  data?: Record<string, string>;
  spec?: any;
}

/** Where every tree that we render says what Flux begins with. */
const ENTRY = 'kubernetes/flux/cluster/ks.yaml';

/** A value for what only a Secret of the real lab knows. */
const UNKNOWN_VALUE = 'example.com';

/** All objects in some YAML text, in their order. */
export function objectsIn(text: string): TreeObject[] {
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(Boolean);
}

/** A Kustomization that a tree's cluster begins with. */
function entryAt(folder: string, file: string): TreeObject {
  const entry = objectsIn(readFileSync(path.join(folder, file), 'utf8')).find(
    ({ kind }) => kind === 'Kustomization',
  );
  if (!entry) {
    throw new Error(`${folder}/${file} has no Kustomization`);
  }
  return entry;
}

async function fluxBuild(
  folder: string,
  { file, kubernetes }: { file: string; kubernetes?: RealKubernetes },
): Promise<string> {
  const entry = entryAt(folder, file);
  const { sourceRef } = entry.spec;
  const { namespace = 'flux-system', name } = entry.metadata;
  const source = [
    sourceRef.kind,
    sourceRef.namespace ?? namespace,
    sourceRef.name,
  ].join('/');
  const args = [
    ...['build', 'kustomization', name, `--namespace=${namespace}`],
    `--path=${entry.spec.path}`,
    `--kustomization-file=${file}`,
    '--recursive',
    `--local-sources=${source}=./`,
    // The folder itself is not written to.
    '--in-memory-build',
  ];
  return kubernetes
    ? kubernetes.run('flux', [...args, '--strict-substitute'], { cwd: folder })
    : runTool('flux', [...args, '--dry-run'], { cwd: folder });
}

/** What a Kustomization names in \`postBuild.substituteFrom\`, as kind and name. */
function substitutionsOf(objects: readonly TreeObject[]): Set<string> {
  return new Set(
    objects
      .filter(({ kind, spec }) => kind === 'Kustomization' && spec?.postBuild)
      .flatMap(({ metadata, spec }) =>
        (spec.postBuild.substituteFrom ?? []).map(
          (from: { kind: string; name: string }) =>
            `${from.kind}/${metadata.namespace}/${from.name}`,
        ),
      ),
  );
}

/** Variables that stand in a text, so that a Secret of the real lab can be stood in for. */
function variablesIn(text: string): string[] {
  const found = text.matchAll(/\$\{(\w+)[^}]*\}/g);
  return [...new Set([...found].map(([, name]) => name))];
}

/**
 * Builds a tree with the real flux, from the Kustomizations that a cluster begins
 * with down to the last app, as the controllers of that cluster would: patches of
 * parents, components and substitution included.
 *
 * @param kubernetes - holds what is substituted from while it is built
 * @param entries - the files of those Kustomizations; where we render it when unset
 */
export async function buildTree(
  kubernetes: RealKubernetes,
  folder: string,
  entries: readonly string[] = [ENTRY],
): Promise<TreeObject[]> {
  const texts: string[] = [];
  for (const file of entries) {
    texts.push(await fluxBuild(folder, { file }));
  }
  const text = texts.join('\n---\n');
  const objects = objectsIn(text);
  await createNamespaces(kubernetes, objects);
  // Substitution is done only for a Kustomization that a cluster has.
  await applyHere(kubernetes, ...entries.map(file => entryAt(folder, file)));
  const wanted = substitutionsOf(objects);
  for (const reference of wanted) {
    const [kind, namespace, name] = reference.split('/');
    const given = objects.find(
      object =>
        object.kind === kind &&
        object.metadata.name === name &&
        object.metadata.namespace === namespace,
    );
    await applyHere(kubernetes, {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace },
      [kind === 'Secret' ? 'stringData' : 'data']:
        kind === 'ConfigMap' && given?.data
          ? given.data
          : Object.fromEntries(
              variablesIn(text).map(variable => [variable, UNKNOWN_VALUE]),
            ),
    });
  }
  return rebuildTree(kubernetes, folder, entries);
}

/**
 * Builds another state of a tree that was built before, with what is substituted
 * there already.
 */
export async function rebuildTree(
  kubernetes: RealKubernetes,
  folder: string,
  entries: readonly string[] = [ENTRY],
): Promise<TreeObject[]> {
  const built: TreeObject[] = [];
  for (const file of entries) {
    built.push(...objectsIn(await fluxBuild(folder, { file, kubernetes })));
  }
  await createNamespaces(kubernetes, built);
  return built;
}

/**
 * Builds every kustomization of a tree that Flux does not apply with the real
 * kustomize, and makes the namespaces that they name.
 */
export async function buildFolders(
  kubernetes: RealKubernetes,
  folder: string,
): Promise<TreeObject[]> {
  const files = readdirSync(path.join(folder, 'kubernetes'), {
    recursive: true,
    encoding: 'utf8',
  });
  const built: TreeObject[] = [];
  for (const file of files.sort()) {
    const place = path.join(folder, 'kubernetes', path.dirname(file));
    if (path.basename(file) === 'kustomization.yaml' && !isComponent(place)) {
      built.push(...(await buildFolder(place)));
    }
  }
  await createNamespaces(kubernetes, built);
  return built;
}

/** What kustomize makes of a folder; nothing of one that names nothing. */
async function buildFolder(place: string): Promise<TreeObject[]> {
  const text = readFileSync(path.join(place, 'kustomization.yaml'), 'utf8');
  const [{ kind, apiVersion, ...content }] = objectsIn(text) as object[] as [
    Record<string, unknown>,
  ];
  const isEmpty = Object.values(content).every(
    value => Array.isArray(value) && value.length === 0,
  );
  return isEmpty ? [] : objectsIn(await runTool('kustomize', ['build', place]));
}

function isComponent(folder: string): boolean {
  const text = readFileSync(path.join(folder, 'kustomization.yaml'), 'utf8');
  return objectsIn(text).some(({ kind }) => kind === 'Component');
}

async function createNamespaces(
  kubernetes: RealKubernetes,
  objects: readonly TreeObject[],
): Promise<void> {
  const names = objects.flatMap(({ kind, metadata }) =>
    kind === 'Namespace' ? [metadata.name] : metadata.namespace ?? [],
  );
  await applyHere(
    kubernetes,
    ...[...new Set(['flux-system', ...names])].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
  );
}

function applyHere(
  kubernetes: RealKubernetes,
  ...objects: readonly object[]
): Promise<string> {
  return kubernetes.run('kubectl', ['apply', '--server-side', '-f', '-'], {
    stdin: objects.map(object => JSON.stringify(object)).join('\n---\n'),
  });
}

import { baseName } from '../paths/baseName';
import { treePath } from '../paths/treePath';
import { textRecord } from '../read/textRecord';
import type { BuildContext } from './accumulate';
import { addResource } from './addResource';
import { BuildError } from './BuildError';
import type { GeneratorEntry, KustomizationFile } from './KustomizationFile';
import type { KustomizeResource, MutableManifest } from './KustomizeResource';
import { identitiesOf } from './KustomizeResource';

/** Runs one entry of `configMapGenerator` or `secretGenerator`. @throws BuildError */
export function generateObject(
  context: BuildContext,
  options: {
    kustomization: KustomizationFile;
    generator: GeneratorEntry;
    resources: KustomizeResource[];
  },
) {
  const { kustomization, generator, resources } = options;
  const resource = toResource(
    kustomization.file,
    generator,
    readContent(context, kustomization, generator),
  );
  if (generator.behavior === 'create') {
    addResource(resources, resource);
    return;
  }
  const existing = resources.find(other =>
    identitiesOf(other).some(
      id => id.kind === generator.kind && id.name === generator.name,
    ),
  );
  if (!existing) {
    throw new BuildError(
      'missing-resource',
      `${kustomization.file} wants to ${generator.behavior} the ${generator.kind} ${generator.name}, which does not exist`,
      { file: kustomization.file },
    );
  }
  join(existing, resource, generator);
}

function join(
  existing: KustomizeResource,
  added: KustomizeResource,
  generator: GeneratorEntry,
) {
  const before = generator.behavior === 'merge' ? existing.manifest.data : {};
  existing.manifest = {
    ...existing.manifest,
    data: { ...(before as object), ...(added.manifest.data as object) },
    metadata: {
      ...existing.manifest.metadata,
      ...(Object.keys(generator.labels).length > 0 && {
        labels: { ...existing.manifest.metadata.labels, ...generator.labels },
      }),
    },
  };
  existing.needsHash ||= generator.needsHash;
}

function toResource(
  file: string,
  generator: GeneratorEntry,
  content: ReadonlyMap<string, string>,
): KustomizeResource {
  const isSecret = generator.kind === 'Secret';
  const entries = Array.from(content, ([key, text]): [string, string] => [
    key,
    isSecret ? base64(text) : text,
  ]);
  const manifest: MutableManifest = {
    apiVersion: 'v1',
    ...(entries.length > 0 && { data: Object.fromEntries(entries) }),
    kind: generator.kind,
    metadata: {
      name: generator.name,
      ...(generator.namespace && { namespace: generator.namespace }),
      ...nonEmpty('labels', generator.labels),
      ...nonEmpty('annotations', generator.annotations),
    },
    ...(isSecret && { type: generator.type ?? 'Opaque' }),
    ...(generator.immutable && { immutable: true }),
  };
  return {
    manifest,
    file,
    line: 1,
    column: 1,
    previous: [],
    patchedBy: new Set(),
    isPatchedBySpec: false,
    needsHash: generator.needsHash,
  };
}

function nonEmpty(key: string, values: Readonly<Record<string, string>>) {
  const copy = textRecord(values);
  return Object.keys(copy).length > 0 ? { [key]: copy } : {};
}

function readContent(
  context: BuildContext,
  kustomization: KustomizationFile,
  generator: GeneratorEntry,
): Map<string, string> {
  const content = new Map<string, string>();
  const read = (entry: string) => readText(context, kustomization, entry);
  for (const env of generator.envs) {
    for (const line of read(env).split(/\r?\n/)) {
      if (line.trim() !== '' && !line.trimStart().startsWith('#')) {
        const [key, value] = splitOnce(line);
        content.set(key.trim(), value);
      }
    }
  }
  for (const literal of generator.literals) {
    const [key, value] = splitOnce(literal);
    content.set(key, unquote(value));
  }
  for (const file of generator.files) {
    const equals = file.indexOf('=');
    const path = equals < 0 ? file : file.slice(equals + 1);
    content.set(
      equals < 0 ? baseName(path) : file.slice(0, equals),
      read(path),
    );
  }
  return content;
}

function readText(
  context: BuildContext,
  kustomization: KustomizationFile,
  entry: string,
): string {
  const path = treePath(kustomization.directory, entry);
  const text = path === undefined ? undefined : context.files.files.get(path);
  if (path === undefined || text === undefined) {
    throw new BuildError(
      'missing-resource',
      `${kustomization.file} generates from ${entry}, which does not exist`,
      { file: kustomization.file },
    );
  }
  context.read.add(path);
  return text;
}

function splitOnce(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0
    ? [text, '']
    : [text.slice(0, equals), text.slice(equals + 1)];
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted ? quoted[2] : text;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}

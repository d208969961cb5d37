import { groupOfApiVersion } from '../read/groupOfApiVersion';
import { isRecord } from '../read/isRecord';
import { isClusterScoped } from './isClusterScoped';
import type { KustomizeResource, MutableManifest } from './KustomizeResource';
import { NAME_REFERENCES } from './NAME_REFERENCES';
import type { NameReference } from './NAME_REFERENCES';

/** Lets references follow the objects whose names changed. */
export function fixNameReferences(
  resources: readonly KustomizeResource[],
  configured: readonly NameReference[],
) {
  const renamed = renamedByKind(resources);
  if (renamed.size === 0) {
    return;
  }
  for (const { target, kinds, path } of [...NAME_REFERENCES, ...configured]) {
    const targets = renamed.get(target);
    if (!targets) {
      continue;
    }
    for (const { manifest } of resources) {
      if (kinds.length === 0 || kinds.includes(manifest.kind)) {
        rename(manifest, path, name => newName(targets, name, manifest));
      }
    }
  }
}

function renamedByKind(resources: readonly KustomizeResource[]) {
  const renamed = new Map<string, KustomizeResource[]>();
  for (const resource of resources) {
    const { kind, metadata } = resource.manifest;
    if (resource.previous.some(id => id.name !== metadata.name)) {
      renamed.set(kind, [...(renamed.get(kind) ?? []), resource]);
    }
  }
  return renamed;
}

function newName(
  targets: readonly KustomizeResource[],
  name: string,
  referrer: MutableManifest,
): string | undefined {
  return targets.find(
    target =>
      target.previous.some(id => id.name === name) &&
      (hasNoNamespace(target.manifest) ||
        hasNoNamespace(referrer) ||
        namespaceOf(target.manifest) === namespaceOf(referrer)),
  )?.manifest.metadata.name;
}

function hasNoNamespace({ apiVersion, kind }: MutableManifest): boolean {
  return isClusterScoped(groupOfApiVersion(apiVersion), kind);
}

/** For kustomize, no namespace is the default one. */
function namespaceOf({ metadata }: MutableManifest): string {
  return metadata.namespace ?? 'default';
}

function rename(
  target: unknown,
  path: readonly string[],
  find: (name: string) => string | undefined,
) {
  if (Array.isArray(target)) {
    target.forEach(item => rename(item, path, find));
    return;
  }
  const [key, ...rest] = path;
  if (!isRecord(target) || key === undefined) {
    return;
  }
  const value = target[key];
  if (rest.length > 0) {
    rename(value, rest, find);
  } else if (typeof value === 'string') {
    target[key] = find(value) ?? value;
  }
}

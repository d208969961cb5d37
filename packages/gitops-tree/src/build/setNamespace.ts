import { isRecord } from '../read/isRecord';
import { field } from '../read/field';
import { groupOfApiVersion } from '../read/groupOfApiVersion';
import { listField } from '../read/listField';
import { isClusterScoped } from './isClusterScoped';
import type { KustomizeResource, MutableManifest } from './KustomizeResource';
import { identityOf } from './KustomizeResource';

/**
 * Kustomize's namespace transformer: sets the namespace of everything that has
 * one, renames Namespace objects, and follows into role binding subjects,
 * webhooks and API services.
 */
export function setNamespace(
  resources: readonly KustomizeResource[],
  namespace: string | undefined,
) {
  if (!namespace) {
    return;
  }
  const accounts = new Set<string>(['default']);
  for (const resource of resources) {
    const { manifest } = resource;
    if (manifest.kind === 'ServiceAccount' && manifest.apiVersion === 'v1') {
      accounts.add(manifest.metadata.name);
    }
    if (needsChange(manifest, namespace)) {
      resource.previous.push(identityOf(resource));
      change(manifest, namespace);
    }
  }
  for (const { manifest } of resources) {
    setSubjects(manifest, { namespace, accounts });
    setServiceReferences(manifest, namespace);
  }
}

function needsChange(manifest: MutableManifest, namespace: string): boolean {
  if (isNamespace(manifest)) {
    return manifest.metadata.name !== namespace;
  }
  const group = groupOfApiVersion(manifest.apiVersion);
  return (
    !isClusterScoped(group, manifest.kind) &&
    manifest.metadata.namespace !== namespace
  );
}

function change(manifest: MutableManifest, namespace: string) {
  if (isNamespace(manifest)) {
    manifest.metadata.name = namespace;
  } else {
    manifest.metadata.namespace = namespace;
  }
}

function isNamespace(manifest: MutableManifest): boolean {
  return manifest.kind === 'Namespace' && manifest.apiVersion === 'v1';
}

function setSubjects(
  manifest: MutableManifest,
  options: { namespace: string; accounts: ReadonlySet<string> },
) {
  if (!/^(Cluster)?RoleBinding$/.test(manifest.kind)) {
    return;
  }
  for (const subject of listField(manifest, 'subjects')) {
    if (
      isRecord(subject) &&
      subject.kind === 'ServiceAccount' &&
      options.accounts.has(String(subject.name))
    ) {
      subject.namespace = options.namespace;
    }
  }
}

function setServiceReferences(manifest: MutableManifest, namespace: string) {
  const references: unknown[] = [];
  if (/^(Validating|Mutating)WebhookConfiguration$/.test(manifest.kind)) {
    for (const webhook of listField(manifest, 'webhooks')) {
      references.push(field(webhook, 'clientConfig', 'service'));
    }
  } else if (manifest.kind === 'APIService') {
    references.push(field(manifest, 'spec', 'service'));
  } else if (manifest.kind === 'CustomResourceDefinition') {
    references.push(
      field(
        manifest,
        'spec',
        'conversion',
        'webhook',
        'clientConfig',
        'service',
      ),
    );
  }
  for (const reference of references) {
    if (isRecord(reference)) {
      reference.namespace = namespace;
    }
  }
}

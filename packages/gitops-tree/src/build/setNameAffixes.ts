import type { KustomizeResource } from './KustomizeResource';
import { identityOf } from './KustomizeResource';

/** Kinds whose name kustomize leaves alone. */
const KEPT = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

/** Puts `namePrefix` and `nameSuffix` around names. */
export function setNameAffixes(
  resources: readonly KustomizeResource[],
  affixes: { readonly namePrefix: string; readonly nameSuffix: string },
) {
  const { namePrefix, nameSuffix } = affixes;
  if (namePrefix === '' && nameSuffix === '') {
    return;
  }
  for (const resource of resources) {
    const { kind, metadata } = resource.manifest;
    if (!KEPT.has(kind)) {
      resource.previous.push(identityOf(resource));
      metadata.name = `${namePrefix}${metadata.name}${nameSuffix}`;
    }
  }
}

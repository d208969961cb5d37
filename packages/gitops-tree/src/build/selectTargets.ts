import { groupOfApiVersion } from '../read/groupOfApiVersion';
import { textField } from '../read/textField';
import type { PatchTarget } from '../types';
import { identitiesOf } from './KustomizeResource';
import type { KustomizeResource, ResourceIdentity } from './KustomizeResource';
import { matchesSelector } from './matchesSelector';

/** The resources a patch target selects, by any name they have or had. */
export function selectTargets(
  resources: readonly KustomizeResource[],
  target: PatchTarget,
): KustomizeResource[] {
  const name = wholeMatch(target.name);
  const namespace = wholeMatch(target.namespace);
  const matches = (id: ResourceIdentity) =>
    (!target.kind || target.kind === id.kind) &&
    (!target.group || target.group === groupOfApiVersion(id.apiVersion)) &&
    (!target.version || id.apiVersion.endsWith(target.version)) &&
    name(id.name) &&
    namespace(id.namespace ?? '');
  return resources.filter(
    resource =>
      identitiesOf(resource).some(matches) &&
      matchesSelector(
        resource.manifest.metadata.labels,
        target.labelSelector,
      ) &&
      matchesSelector(
        resource.manifest.metadata.annotations,
        target.annotationSelector,
      ),
  );
}

function wholeMatch(pattern: string | undefined): (text: string) => boolean {
  if (!pattern) {
    return () => true;
  }
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return text => expression.test(text);
  } catch {
    // Go's expressions know forms that this engine does not: take the text literally.
    return text => text === pattern;
  }
}

/** The one resource a strategic merge patch without a target names. */
export function findPatchedResource(
  resources: readonly KustomizeResource[],
  patch: unknown,
): KustomizeResource | undefined {
  const kind = textField(patch, 'kind');
  const name = textField(patch, 'metadata', 'name');
  const namespace = textField(patch, 'metadata', 'namespace');
  const group = groupOfApiVersion(textField(patch, 'apiVersion') ?? '');
  return resources.find(resource =>
    identitiesOf(resource).some(
      id =>
        id.kind === kind &&
        id.name === name &&
        groupOfApiVersion(id.apiVersion) === group &&
        (namespace === undefined || namespace === (id.namespace ?? 'default')),
    ),
  );
}

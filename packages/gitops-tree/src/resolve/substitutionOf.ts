import { textRecord } from '../read/textRecord';
import type { FluxSpec } from './readFluxSpec';
import type { WrittenManifest } from './readManifests';

/** What is known of a Kustomization's variables. */
export interface Substitution {
  readonly variables: Readonly<Record<string, string>>;
  /** True when a Secret, or a ConfigMap that is not in the tree, brings more. */
  readonly hasUnknown: boolean;
}

/** The variables of `postBuild`: what ConfigMaps in the tree bring, and what is written in place, which wins. */
export function substitutionOf(
  spec: FluxSpec,
  configMaps: readonly WrittenManifest[],
): Substitution {
  let variables: Record<string, string> = {};
  let hasUnknown = false;
  for (const { kind, name } of spec.substituteFrom) {
    const found =
      kind === 'ConfigMap'
        ? configMaps.find(({ manifest }) => manifest.metadata.name === name)
        : undefined;
    if (found) {
      variables = { ...variables, ...textRecord(found.manifest, 'data') };
    } else {
      hasUnknown = true;
    }
  }
  return { variables: { ...variables, ...spec.substitute }, hasUnknown };
}

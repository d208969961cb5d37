import type { TreeKustomization, TreeObject } from '../types';
import type { FluxSpec } from './readFluxSpec';

/** The typed view of a Flux Kustomization. */
export function toTreeKustomization(
  object: TreeObject,
  { spec, isLocal }: { spec: FluxSpec; isLocal: boolean },
): TreeKustomization {
  return {
    ...object,
    path: spec.path ?? '',
    ...(spec.sourceRef && { sourceRef: spec.sourceRef }),
    isLocal,
    dependsOn: spec.dependsOn,
    components: spec.components,
    ...(spec.targetNamespace !== undefined && {
      targetNamespace: spec.targetNamespace,
    }),
    isSuspended: spec.isSuspended,
    ...(object.chain.length > 0 && {
      parent: object.chain[object.chain.length - 1],
    }),
  };
}

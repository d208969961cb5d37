import type { TreeKustomization, TreeObject } from '../types';
import type { FluxSpec } from './readFluxSpec';

/** The typed view of a Flux Kustomization. */
export function toTreeKustomization(
  object: TreeObject,
  options: { spec: FluxSpec; isLocal: boolean; isPatched?: boolean },
): TreeKustomization {
  const { spec, isLocal } = options;
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
    isPatchedByParent: options.isPatched ?? false,
  };
}

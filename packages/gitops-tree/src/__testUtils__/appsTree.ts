import { resolveTree } from '../resolve/resolveTree';
import type { TreeIndex } from '../types';
import { tree } from './tree';

/** The Kustomization that applies `apps/`, in `flux/ks.yaml`. */
export const ROOT = `
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: { name: cluster, namespace: flux-system }
  spec:
    path: ./apps
    prune: true
    sourceRef: { kind: GitRepository, name: flux-system }
`;

/** The index of a tree that the root Kustomization and these files make. */
export function resolveFiles(files: Record<string, string>): TreeIndex {
  return resolveTree(tree({ 'flux/ks.yaml': ROOT, ...files }), { root: '' });
}

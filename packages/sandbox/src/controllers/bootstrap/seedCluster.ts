import { FileSet } from '@homestage/gitops-tree';
import { ObjectStore } from '../../kubernetes/ObjectStore';
import { readChartDescriptions } from '../charts/published/readChartDescriptions';
import { PodNetwork } from '../workloads/PodNetwork';
import { bootstrapDefinitions } from './bootstrapDefinitions';
import { findFluxEntry } from './findFluxEntry';
import { fluxObjects } from './fluxObjects';
import { machinesOf } from './machinesOf';
import { nodeObject } from './nodeObject';
import { storageClasses } from './storageClasses';

/** @public */
export interface SeedOptions {
  /** The tree as it is at the start: it names the nodes, and where Flux begins. */
  files: FileSet;
  /** Address of the repository on the forge, as a GitRepository names it. */
  url: string;
  branch: string;
  network: PodNetwork;
}

/**
 * Makes a cluster of an empty store: nodes, storage classes, what the tree's
 * bootstrap defines, and Flux pointed at the tree.
 *
 * @throws Error when the tree holds no Flux Kustomization to begin with
 * @public
 */
export function seedCluster(store: ObjectStore, options: SeedOptions): void {
  const { files, url, branch, network } = options;
  const path = findFluxEntry(files);
  if (path === undefined) {
    throw new Error(
      'The tree holds no Flux Kustomization (kustomize.toolkit.fluxcd.io), so there is nothing to begin with. Give the folder that holds the whole repository.',
    );
  }
  for (const machine of machinesOf(files)) {
    store.create(nodeObject(machine, network.cidrOf(machine.name)));
  }
  for (const object of [
    ...bootstrapDefinitions(files, readChartDescriptions()),
    ...storageClasses(),
    ...fluxObjects({ url, branch, path }),
  ]) {
    store.create(object);
  }
}

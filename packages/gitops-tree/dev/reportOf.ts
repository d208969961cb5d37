import { inspectTree } from '../src';
import type { Conventions, Finding, ReachState, TreeIndex } from '../src';

/** How many there are in each state. */
export type StateCounts = Readonly<Partial<Record<ReachState, number>>>;

/** What `yarn tree report` tells. */
export interface TreeReport {
  readonly files: number;
  readonly elapsedMs: number;
  readonly kustomizations: StateCounts;
  readonly helmReleases: StateCounts;
  readonly applications: StateCounts;
  readonly apps: StateCounts;
  readonly objects: StateCounts;
  readonly namespaces: number;
  readonly nodes: number;
  readonly virtualMachines: number;
  readonly hostnames: number;
  /** Apps and releases that are not applied, with the reason. */
  readonly unreached: readonly {
    what: string;
    file: string;
    state: ReachState;
    reason: string;
  }[];
  /** Files that hold a HelmRelease by their text, and are neither applied nor explained. */
  readonly unexplained: readonly string[];
  readonly conventions: Conventions;
  readonly findings: readonly Finding[];
}

/** Counts an index, and compares it with a plain search for HelmReleases in the text. */
export function reportOf(
  index: TreeIndex,
  options: { findings: readonly Finding[]; elapsedMs: number },
): TreeReport {
  const explained = new Set([
    ...index.helmReleases.map(({ file }) => file),
    ...index.problems.map(({ file }) => file),
  ]);
  return {
    files: index.files.size,
    elapsedMs: options.elapsedMs,
    kustomizations: countStates(index.kustomizations),
    helmReleases: countStates(index.helmReleases),
    applications: countStates(index.applications),
    apps: countStates(index.apps),
    objects: countStates(index.objects),
    namespaces: index.namespaces.length,
    nodes: index.nodes.length,
    virtualMachines: index.virtualMachines.length,
    hostnames: index.hostnames.length,
    unreached: [...index.apps, ...index.helmReleases]
      .filter(({ state }) => state !== 'reached')
      .map(({ name, namespace, file, state, reason = '' }) => ({
        what: `${namespace ?? ''}/${name}`,
        file,
        state,
        reason,
      })),
    unexplained: [...index.files]
      .filter(
        ([file, text]) =>
          /\.ya?ml$/.test(file) &&
          file.startsWith(index.root) &&
          /^kind: *HelmRelease\s*$/m.test(text) &&
          !explained.has(file),
      )
      .map(([file]) => file),
    conventions: inspectTree(index),
    findings: options.findings,
  };
}

function countStates(things: readonly { state: ReachState }[]): StateCounts {
  const counts: Partial<Record<ReachState, number>> = {};
  for (const { state } of things) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

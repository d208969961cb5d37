import type { Component } from '../components/Component';
import type {
  ComputedValues,
  ResolvedCluster,
  ResolvedLab,
  ResolvedNode,
} from '../model/ResolvedLab';
import type { AppContext } from './templateSets';

/** What every template sees, besides the part of its own unit. */
export interface LabContext {
  cluster: ResolvedCluster;
  nodes: readonly ResolvedNode[];
  computed: ComputedValues & {
    /** Names of the chosen components, sorted. */
    components: readonly string[];
    /** Names of the wished apps, sorted. */
    apps: readonly string[];
    /** Namespaces of components, apps and machines, sorted. */
    namespaces: readonly string[];
    /** System extensions that the inputs and the components ask for, sorted. */
    extensions: readonly string[];
  };
  /** The versions of each chosen component, by its name. */
  versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The wished apps. */
  apps: readonly AppContext[];
}

export interface LabContextOptions {
  lab: ResolvedLab;
  apps: readonly AppContext[];
  components: ReadonlyMap<string, Component>;
  /** Names of the components chosen (so far), sorted. */
  chosen: readonly string[];
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** The context that all templates of a lab share. Plain JSON. */
export function labContext(options: LabContextOptions): LabContext {
  const { lab, apps, components, chosen } = options;
  const metadata = chosen.flatMap(name => components.get(name) ?? []);
  return {
    cluster: lab.cluster,
    nodes: lab.nodes,
    computed: {
      ...lab.computed,
      components: chosen,
      apps: sorted(apps.map(({ name }) => name)),
      namespaces: sorted([
        ...metadata.map(({ namespace }) => namespace),
        ...apps.map(({ namespace }) => namespace),
        ...lab.cluster.virtual_machines.map(({ namespace }) => namespace),
      ]),
      extensions: sorted([
        ...lab.cluster.talos.extensions,
        ...metadata.flatMap(({ extensions }) => extensions),
      ]),
    },
    versions: Object.fromEntries(
      metadata.map(({ name, versions }) => [name, versions]),
    ),
    apps,
  };
}

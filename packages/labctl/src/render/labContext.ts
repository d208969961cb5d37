import type { Component } from '../components/Component';
import type {
  ComputedValues,
  ResolvedCluster,
  ResolvedLab,
  ResolvedNode,
} from '../model/ResolvedLab';
import type { RenderedApp, Workload } from './templateSets';

export interface ReleaseName {
  name: string;
  namespace: string;
}

export interface BootstrapRelease extends ReleaseName {
  /** `namespace/name` of the release before it; null for the first. */
  needs: string | null;
}

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
    /** Releases that the bootstrap installs, in order. */
    bootstrap_releases: readonly BootstrapRelease[];
    /** Releases whose CRDs it applies first, sorted by name. */
    crd_releases: readonly ReleaseName[];
    /** System extensions that the inputs and the components ask for, sorted. */
    extensions: readonly string[];
  };
  /** The versions of each chosen component, by its name. */
  versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The wished apps. */
  apps: readonly RenderedApp[];
}

export interface LabContextOptions {
  lab: ResolvedLab;
  apps: readonly RenderedApp[];
  machines: readonly Workload[];
  components: ReadonlyMap<string, Component>;
  /** Names of the components chosen (so far), sorted. */
  chosen: readonly string[];
  /** Paths of the templates: a chart from OCI shows by its file. */
  templates: ReadonlyMap<string, string>;
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** The context that all templates of a lab share. Plain JSON. */
export function labContext(options: LabContextOptions): LabContext {
  const { lab, apps, machines, components, chosen, templates } = options;
  const metadata = chosen.flatMap(name => components.get(name) ?? []);
  const charts = metadata.filter(({ name }) =>
    templates.has(`components/${name}/app/ocirepository.yaml.j2`),
  );
  return {
    cluster: lab.cluster,
    nodes: lab.nodes,
    computed: {
      ...lab.computed,
      components: chosen,
      apps: sorted(lab.cluster.apps.map(({ name }) => name)),
      namespaces: sorted([
        ...metadata.map(({ namespace }) => namespace),
        ...apps.map(({ namespace }) => namespace),
        ...machines.map(({ namespace }) => namespace),
      ]),
      bootstrap_releases: bootstrapOf(charts),
      crd_releases: charts
        .filter(({ crds, bootstrap }) => crds && bootstrap === undefined)
        .map(({ name, namespace }) => ({ name, namespace })),
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

function bootstrapOf(charts: readonly Component[]): BootstrapRelease[] {
  return charts
    .flatMap(({ name, namespace, bootstrap }) =>
      bootstrap === undefined ? [] : [{ name, namespace, bootstrap }],
    )
    .sort((one, other) => one.bootstrap - other.bootstrap)
    .map(({ name, namespace }, index, ordered) => ({
      name,
      namespace,
      needs:
        index === 0
          ? null
          : `${ordered[index - 1].namespace}/${ordered[index - 1].name}`,
    }));
}

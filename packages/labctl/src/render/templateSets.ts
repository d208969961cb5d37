import type { Component } from '../components/Component';
import type { ResolvedLab } from '../model/ResolvedLab';
import type { TemplateSet, Unit } from './planFiles';

/** What the plan needs of a wished app or machine; its templates see all of it. */
export interface Workload {
  name: string;
  namespace: string;
  /** Labels that its namespace must have. */
  namespace_labels: Readonly<Record<string, string>>;
}

/** A wished app with its preset merged in; templates see it as `app`. */
export interface RenderedApp extends Workload {
  /** Files that are written as they are, into `app/resources/`. */
  config_files: readonly { name: string; text: string }[];
}

export interface TemplateSetsOptions {
  lab: ResolvedLab;
  apps: readonly RenderedApp[];
  /** The wished machines; templates see each as `vm`. */
  machines: readonly Workload[];
  components: ReadonlyMap<string, Component>;
  /** Names of the chosen components. */
  chosen: readonly string[];
  templates: ReadonlyMap<string, string>;
}

/** Where a namespace's templates see what lies in it. */
export interface NamespaceContext {
  name: string;
  labels: Record<string, string>;
  /** Kustomize components that it includes, as paths from its folder, sorted. */
  components: string[];
  /** `./<folder>/ks.yaml` of what lies in it, sorted. */
  resources: string[];
}

const LAB: Unit = { id: 'the lab', context: {} };

/** Where each layout keeps the patches of all nodes and of one role. */
const PATCH_FOLDERS: Readonly<
  Record<'talhelper' | 'topf', readonly (readonly [string, string])[]>
> = {
  talhelper: [
    ['all', 'patches/global'],
    ['control-plane', 'patches/controller'],
    ['worker', 'patches/worker'],
  ],
  topf: [
    ['all', 'all'],
    ['control-plane', 'control-plane'],
    ['worker', 'worker'],
  ],
};

/** The folders of templates that make a lab, and what each is rendered for. */
export function templateSets(options: TemplateSetsOptions): TemplateSet[] {
  const { lab, apps, machines, components, chosen } = options;
  const { cluster, computed, nodes } = lab;
  const metadata = chosen.flatMap(name => components.get(name) ?? []);
  const { layout } = cluster.talos;
  return [
    { folder: 'root/', target: '', unit: LAB },
    { folder: 'bootstrap/', target: 'bootstrap/', unit: LAB },
    { folder: `talos/${layout}/`, target: 'talos/', unit: LAB },
    ...PATCH_FOLDERS[layout].map(([folder, target]) => ({
      folder: `talos/patches/${folder}/`,
      target: `talos/${target}/`,
      unit: LAB,
    })),
    ...nodes.map(node => ({
      folder: 'talos/patches/node/',
      target: `talos/${layout === 'topf' ? '' : 'patches/'}node/${node.name}/`,
      unit: { id: `node ${node.name}`, context: { node } },
    })),
    ...(computed.uses_flux
      ? [{ folder: 'flux/', target: 'kubernetes/flux/', unit: LAB }]
      : []),
    ...(computed.uses_argocd
      ? [{ folder: 'argocd/', target: 'kubernetes/argocd/', unit: LAB }]
      : []),
    ...(computed.uses_flux
      ? []
      : [
          {
            folder: 'namespaces/',
            target: 'kubernetes/namespaces/',
            unit: {
              id: 'the namespaces',
              context: { namespaces: namespacesOf(options) },
            },
          },
        ]),
    ...metadata.map(component => componentSet(component)),
    ...apps.map(app => ({
      folder: 'app/',
      target: `kubernetes/apps/${app.namespace}/${app.name}/`,
      unit: { id: `app ${app.namespace}/${app.name}`, context: { app } },
    })),
    ...machines.map(vm => ({
      folder: 'virtual-machine/',
      target: `kubernetes/apps/${vm.namespace}/${vm.name}/`,
      unit: { id: `machine ${vm.namespace}/${vm.name}`, context: { vm } },
    })),
    ...namespacesOf(options).map(namespace => ({
      folder: 'namespace/',
      target: `kubernetes/apps/${namespace.name}/`,
      unit: { id: `namespace ${namespace.name}`, context: { namespace } },
    })),
  ];
}

function componentSet(component: Component): TemplateSet {
  const { name, namespace, files } = component;
  return {
    folder: `components/${name}/`,
    target: `kubernetes/apps/${namespace}/${name}/`,
    unit: { id: `component ${name}`, context: { component } },
    moved: { 'components/': 'kubernetes/components/', ...files },
  };
}

/** The namespaces of a lab with what lies in each, sorted by name. */
export function namespacesOf(options: TemplateSetsOptions): NamespaceContext[] {
  const { apps, machines, components, chosen, templates } = options;
  const metadata = chosen.flatMap(name => components.get(name) ?? []);
  const everywhere = metadata.flatMap(
    ({ namespace_components }) => namespace_components,
  );
  const namespaces = new Map<string, NamespaceContext>();
  const at = (name: string) => {
    const namespace = namespaces.get(name) ?? {
      name,
      labels: {},
      components: everywhere
        .map(component => `../../components/${component}`)
        .sort(),
      resources: [],
    };
    namespaces.set(name, namespace);
    return namespace;
  };
  for (const { name, namespace, namespace_labels } of metadata) {
    if (templates.has(`components/${name}/ks.yaml.j2`)) {
      at(namespace).resources.push(`./${name}/ks.yaml`);
    }
    addLabels(at(namespace), namespace_labels, `components/${name}`);
  }
  for (const { name, namespace, namespace_labels } of [...apps, ...machines]) {
    at(namespace).resources.push(`./${name}/ks.yaml`);
    addLabels(at(namespace), namespace_labels, `${namespace}/${name}`);
  }
  return [...namespaces.values()]
    .map(namespace => ({
      ...namespace,
      resources: namespace.resources.sort(),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function addLabels(
  namespace: NamespaceContext,
  labels: Readonly<Record<string, string>>,
  wantedBy: string,
): void {
  for (const [label, value] of Object.entries(labels)) {
    const other = namespace.labels[label];
    if (other !== undefined && other !== value) {
      throw new Error(
        `${wantedBy} wants label ${label}=${value} on namespace ${namespace.name}, and another ${other}: use two namespaces`,
      );
    }
    namespace.labels[label] = value;
  }
}

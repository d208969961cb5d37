import type { EntityLink } from '@backstage/catalog-model';
import {
  LAB_ANNOTATIONS,
  entityName,
} from '@homestage/backstage-plugin-lab-common';
import type { ReachState, TreeApp } from '@homestage/gitops-tree';
import type { ScopeFacts, TreeFacts } from '../facts/LabFacts';
import { EntityDraft, draftKey } from './EntityDraft';
import {
  kubernetesAnnotations,
  machineSelector,
  releaseSelector,
} from './kubernetesAnnotations';
import { appliedBy, liveKey, nameKey } from './objectKeys';
import { treeAnnotations } from './originAnnotations';
import { presenceOf } from './presenceOf';
import { workloadSelector, workloadsOf } from './workloadSelector';

/** Whether the cluster is told about an app, in the word the catalog shows. */
const LIFECYCLES: Readonly<Record<ReachState, string>> = {
  reached: 'production',
  suspended: 'suspended',
  'commented-out': 'inactive',
  'not-referenced': 'inactive',
};

/** An app of the tree that is to become an entity. */
export interface AppPlace {
  readonly scope: ScopeFacts;
  readonly tree: TreeFacts;
  readonly app: TreeApp;
  readonly live: LiveNames;
}

/** Which Flux objects a cluster has, by `namespace/name`. */
export interface LiveNames {
  readonly kustomizations: ReadonlySet<string>;
  readonly helmReleases: ReadonlySet<string>;
  /** Kustomizations that applied one of the HelmReleases. */
  readonly appliers: ReadonlySet<string | undefined>;
}

/** The names are looked up once for each app. */
export function liveNames({ kinds }: ScopeFacts): LiveNames {
  const { kustomizations, helmReleases } = kinds;
  return {
    kustomizations: new Set(kustomizations.items.map(liveKey)),
    helmReleases: new Set(helmReleases.items.map(liveKey)),
    appliers: new Set(helmReleases.items.map(appliedBy)),
  };
}

/** Key of the draft of an app of the tree. */
export function appKey({ scope, tree, app }: AppPlace): string {
  return draftKey.app(scope.cluster, {
    ...app,
    place: `${tree.repository}:${app.directory}`,
  });
}

/** The Component that stands for one app of the tree, joined with what runs. */
export function appDraft(
  place: AppPlace,
  appsByKustomization: ReadonlyMap<string, string>,
): EntityDraft {
  const { scope, tree, app } = place;
  const { cluster, kinds } = scope;
  const key = appKey(place);
  const dependsOn = app.dependsOn
    .map(name => appsByKustomization.get(name))
    .filter((other): other is string => other !== undefined && other !== key);
  return {
    key,
    kind: 'Component',
    names: appNames(cluster, app),
    title: app.name,
    description: describe(app),
    presence: presenceOf({ inGit: true, isLive: isLive(place) }),
    annotations: {
      ...treeAnnotations(tree, app),
      ...kubernetesAnnotations({ cluster, ...whereItRuns(place) }),
      [LAB_ANNOTATIONS.kustomizations]: keysOf(app.kustomizations),
      [LAB_ANNOTATIONS.helmReleases]: keysOf(app.helmReleases),
    },
    links: links(place),
    type: 'app',
    lifecycle: LIFECYCLES[app.state],
    system: draftKey.system(app.namespace),
    dependsOn: [
      ...dependsOn,
      ...machineKeys(place),
      ...(cluster ? [draftKey.cluster(cluster)] : []),
    ],
    stale: [tree.stale, kinds.kustomizations.stale, kinds.helmReleases.stale],
  };
}

/** Names an app may get, from the shortest to one that nobody else can wish. */
export function appNames(
  cluster: string | undefined,
  app: { namespace: string; name: string },
): string[] {
  const placed = `${app.namespace}-${app.name}`;
  return [app.name, placed, `${cluster ?? 'git'}-${placed}`].map(entityName);
}

function isLive({ app, live }: AppPlace): boolean {
  const kustomizations = app.kustomizations.map(nameKey);
  return (
    kustomizations.some(
      name => live.kustomizations.has(name) || live.appliers.has(name),
    ) || app.helmReleases.some(each => live.helmReleases.has(nameKey(each)))
  );
}

function whereItRuns(place: AppPlace): {
  namespace: string;
  selector?: string;
} {
  const { app } = place;
  const [release] = app.helmReleases;
  if (release) {
    const names = app.helmReleases.map(({ releaseName }) => releaseName);
    return {
      namespace: release.targetNamespace ?? release.namespace ?? app.namespace,
      selector: releaseSelector(names),
    };
  }
  const workloads = workloadsOf(app.objects);
  if (workloads.length > 0) {
    return {
      namespace: workloads[0].namespace ?? app.namespace,
      selector: workloadSelector(workloads.map(({ manifest }) => manifest)),
    };
  }
  return {
    namespace: app.namespace,
    selector: machineSelector(machinesOf(place).map(({ name }) => name)),
  };
}

function machinesOf({ tree, app }: AppPlace) {
  return (tree.index?.virtualMachines ?? []).filter(
    machine => machine.app === app.directory,
  );
}

function machineKeys(place: AppPlace): string[] {
  const { scope, app } = place;
  return machinesOf(place).map(({ namespace = app.namespace, name }) =>
    draftKey.virtualMachine(scope.cluster, { namespace, name }),
  );
}

function keysOf(
  objects: readonly { namespace?: string; name: string }[],
): string | undefined {
  return objects.map(nameKey).sort().join(',') || undefined;
}

function describe(app: TreeApp): string | undefined {
  const images = app.images
    .map(({ repository, tag }) => (tag ? `${repository}:${tag}` : repository))
    .sort();
  const runs = images.length > 0 ? `Runs ${images.join(', ')}` : undefined;
  const why = app.state === 'reached' ? undefined : app.reason;
  return [runs, why].filter(Boolean).join('. ') || undefined;
}

function links({ tree, app }: AppPlace): EntityLink[] {
  // A host name that still holds a placeholder or a wildcard leads nowhere.
  const hosts = [...new Set(app.hostnames)].filter(host =>
    /^[a-z0-9.-]+$/i.test(host),
  );
  return [
    {
      url: tree.directoryUrl(app.directory),
      title: 'Directory in Git',
      icon: 'code',
    },
    ...hosts.map(host => ({
      url: `https://${host}`,
      title: host,
      icon: 'web',
    })),
  ];
}

import { baseName } from '../paths/baseName';
import { directoryOf } from '../paths/directoryOf';
import { isInside } from '../paths/isInside';
import type { ParsedFiles } from '../read/ParsedFiles';
import type {
  TreeApp,
  TreeApplication,
  TreeHelmRelease,
  TreeKustomization,
  TreeObject,
} from '../types';
import { applicationDirectories } from './argo/applicationDirectories';
import { isApplication, isApplicationSet } from './argo/argoKinds';
import { isFluxKustomization } from './fluxKinds';
import { keyOf } from './keyOf';

export interface AppSources {
  readonly kustomizations: readonly TreeKustomization[];
  readonly applications: readonly TreeApplication[];
  readonly helmReleases: readonly TreeHelmRelease[];
  readonly objects: readonly TreeObject[];
  readonly hostnamesOf: (object: TreeObject) => readonly string[];
}

/**
 * Groups what is declared into apps, by where Kustomizations point: the
 * directory of a Kustomization's file is an app when its path lies in it too.
 * Directories below another app's join it. HelmReleases that no such directory
 * holds make an app of their own directory, and so does an Application.
 */
export function groupApps(files: ParsedFiles, sources: AppSources): TreeApp[] {
  const directories = appDirectories(sources.kustomizations);
  const drafts = new Map<string, Draft>();
  const draft = (directory: string) => {
    const known = drafts.get(directory) ?? {
      directory,
      kustomizations: [],
      applications: [],
      helmReleases: [],
      objects: [],
    };
    drafts.set(directory, known);
    return known;
  };
  const appOf = new Map<string, string>();
  for (const kustomization of sources.kustomizations) {
    const directory = directories.get(kustomization);
    if (directory !== undefined) {
      draft(directory).kustomizations.push(kustomization);
      appOf.set(keyOf(kustomization), directory);
    }
  }
  for (const [application, directory] of applicationDirectories(
    files,
    sources,
  )) {
    draft(directory).applications.push(application);
    appOf.set(keyOf(application), directory);
  }
  const ownerOf = (object: TreeObject) =>
    appOf.get(object.chain[object.chain.length - 1]) ??
    nearest(object.file, drafts);
  for (const release of sources.helmReleases) {
    const directory = ownerOf(release) ?? directoryOfRelease(release);
    draft(directory).helmReleases.push(release);
  }
  for (const object of sources.objects) {
    const directory = isApplier(object) ? undefined : ownerOf(object);
    if (directory !== undefined) {
      draft(directory).objects.push(object);
    }
  }
  const parents = new Set(
    [...drafts.values()]
      .filter(({ kustomizations, helmReleases }) =>
        [...kustomizations, ...helmReleases].some(
          ({ chain }) => chain.length > 0,
        ),
      )
      .map(({ directory }) => directoryOf(directory)),
  );
  return [...drafts.values()]
    .filter(
      ({ kustomizations, applications, helmReleases, directory }) =>
        applications.length > 0 ||
        // A release that nothing applies, away from all apps, is a test or an example.
        kustomizations.length > 0 ||
        helmReleases.some(({ chain }) => chain.length > 0) ||
        parents.has(directoryOf(directory)),
    )
    .map(found => toApp(found, sources));
}

/** What applies others is no part of an app. */
function isApplier({ manifest }: TreeObject): boolean {
  return (
    isFluxKustomization(manifest) ||
    isApplication(manifest) ||
    isApplicationSet(manifest)
  );
}

/** The closest directory above a file that is an app's. */
function nearest(
  file: string,
  drafts: ReadonlyMap<string, unknown>,
): string | undefined {
  let directory = directoryOf(file);
  while (directory !== '' && !drafts.has(directory)) {
    directory = directoryOf(directory);
  }
  return directory === '' ? undefined : directory;
}

interface Draft {
  readonly directory: string;
  readonly kustomizations: TreeKustomization[];
  readonly applications: TreeApplication[];
  readonly helmReleases: TreeHelmRelease[];
  readonly objects: TreeObject[];
}

/** The app directory of each Kustomization that belongs to one. */
function appDirectories(
  kustomizations: readonly TreeKustomization[],
): ReadonlyMap<TreeKustomization, string> {
  const own = new Map<TreeKustomization, string>();
  for (const kustomization of kustomizations) {
    const directory = directoryOf(kustomization.file);
    if (
      directory !== '' &&
      kustomization.isLocal &&
      isInside(kustomization.path, directory)
    ) {
      own.set(kustomization, directory);
    }
  }
  const directories = new Set(own.values());
  const names = new Map<string, string[]>();
  own.forEach((directory, { name }) =>
    names.set(directory, [...(names.get(directory) ?? []), name]),
  );
  for (const [kustomization, directory] of own) {
    const parent = directoriesAbove(directory).find(
      other =>
        directories.has(other) &&
        isPartOf(kustomization, other, names.get(other) ?? []),
    );
    own.set(kustomization, parent ?? directory);
  }
  return own;
}

/** Outermost first, without the root. */
function directoriesAbove(directory: string): string[] {
  const above: string[] = [];
  let current = directoryOf(directory);
  while (current !== '') {
    above.unshift(current);
    current = directoryOf(current);
  }
  return above;
}

/** A directory below an app is a part of it, unless the upper one is a namespace that keeps an app beside others. */
function isPartOf(
  kustomization: TreeKustomization,
  directory: string,
  names: readonly string[],
): boolean {
  const app = baseName(directory);
  return [app, ...names].some(
    name =>
      kustomization.name === name || kustomization.name.startsWith(`${name}-`),
  );
}

/** A release's own directory; the one above when that carries the release's name (`plex/app/helmrelease.yaml`). */
function directoryOfRelease(release: TreeHelmRelease): string {
  const directory = directoryOf(release.file);
  const above = directoryOf(directory);
  return baseName(directory) !== release.name &&
    baseName(above) === release.name
    ? above
    : directory;
}

function toApp(draft: Draft, sources: AppSources): TreeApp {
  const { directory, kustomizations, applications, helmReleases, objects } =
    draft;
  const first =
    kustomizations[0] ?? helmReleases[0] ?? objects[0] ?? applications[0];
  const own = new Set(kustomizations.map(keyOf));
  const members: readonly TreeObject[] =
    [kustomizations, applications].find(({ length }) => length > 0) ??
    helmReleases;
  const best = members.find(({ state }) => state === 'reached') ?? first;
  return {
    namespace: namespaceOf(draft),
    name: baseName(directory),
    directory,
    file: first.file,
    line: first.line,
    kustomizations,
    applications,
    helmReleases,
    objects,
    dependsOn: [
      ...new Set(
        kustomizations.flatMap(({ dependsOn }) => dependsOn.map(keyOf)),
      ),
    ].filter(key => !own.has(key)),
    hostnames: [...new Set(objects.flatMap(sources.hostnamesOf))],
    images: helmReleases.flatMap(({ images }) => images),
    state: best.state,
    ...(best.reason !== undefined && { reason: best.reason }),
  };
}

/** Where the app's workloads go, not where its Kustomizations live: those may all be in flux-system. */
function namespaceOf({
  directory,
  kustomizations,
  applications,
  helmReleases,
  objects,
}: Draft): string {
  const namespaces = [
    ...helmReleases.map(
      release => release.targetNamespace ?? release.namespace,
    ),
    ...kustomizations.map(({ targetNamespace }) => targetNamespace),
    ...applications.map(({ targetNamespace }) => targetNamespace),
    ...objects.map(({ namespace }) => namespace),
    ...kustomizations
      .map(({ namespace }) => namespace)
      .filter(namespace => namespace !== 'flux-system'),
  ];
  return (
    namespaces.find(namespace => namespace !== undefined) ??
    baseName(directoryOf(directory))
  );
}

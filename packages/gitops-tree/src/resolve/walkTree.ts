import type { KnownBuilds } from '../build/KnownBuilds';
import type { ParsedFiles } from '../read/ParsedFiles';
import type {
  Finding,
  Manifest,
  TreeApplication,
  TreeKustomization,
  TreeObject,
} from '../types';
import { isApplication, isApplicationSet } from './argo/argoKinds';
import { ApplicationWalk } from './argo/ApplicationWalk';
import { findingOfBuildError } from './findingOfBuildError';
import { findRoots } from './findRoots';
import { isFluxKustomization } from './fluxKinds';
import { keyOf } from './keyOf';
import { reachOf } from './reachOf';
import { patchesOf } from './patchesOf';
import { readFluxSpec } from './readFluxSpec';
import type { FluxSpec } from './readFluxSpec';
import type { WrittenManifest } from './readManifests';
import { substitutionOf } from './substitutionOf';
import { toTreeKustomization } from './toTreeKustomization';
import { toTreeObject } from './toTreeObject';

/** What following the Kustomizations from the roots down finds. */
export interface WalkedTree {
  readonly objects: readonly TreeObject[];
  readonly kustomizations: readonly TreeKustomization[];
  readonly applications: readonly TreeApplication[];
  /** The typed view of an Application that was not built. */
  readonly toTreeApplication: (object: TreeObject) => TreeApplication;
  /** Every file that some build read. */
  readonly read: ReadonlySet<string>;
  readonly problems: readonly Finding[];
}

interface Step {
  readonly object: TreeObject;
  readonly isRoot: boolean;
}

/** Trees are a few levels deep; this only ends a walk through a tree that applies itself. */
const MAX_CHAIN = 32;

/** Follows every Kustomization and every Application from the roots down, and builds each once. */
export function walkTree(
  { files, builds }: { files: ParsedFiles; builds: KnownBuilds },
  manifests: readonly WrittenManifest[],
): WalkedTree {
  const roots = findRoots(manifests);
  const argo = new ApplicationWalk({ files, builds }, manifests);
  const walk = {
    files,
    builds,
    configMaps: manifests.filter(
      ({ manifest }) => manifest.kind === 'ConfigMap',
    ),
    sources: remoteSources(manifests, roots),
    objects: [] as TreeObject[],
    kustomizations: [] as TreeKustomization[],
    read: new Set<string>(),
    problems: [] as Finding[],
  };
  const seen = new Map<string, string>();
  const queue: Step[] = [...roots, ...argo.roots].map(root => ({
    object: rootObject(root),
    isRoot: true,
  }));
  for (const { object, isRoot } of queue) {
    const key = stepKey(object);
    if (seen.has(key) || object.chain.length > MAX_CHAIN) {
      continue;
    }
    seen.set(key, object.file);
    if (isRoot) {
      walk.objects.push(object);
      walk.read.add(object.file);
    }
    const built = (
      argo.follows(object) ? argo.build(object, walk) : buildOne(walk, object)
    ).filter(child => !isRootAgain(child, seen));
    walk.objects.push(...built);
    for (const child of built) {
      if (isFluxKustomization(child.manifest) || argo.follows(child)) {
        queue.push({ object: child, isRoot: false });
      }
    }
  }
  return {
    ...walk,
    applications: argo.applications,
    toTreeApplication: object => argo.toTreeApplication(object),
  };
}

function stepKey(object: TreeObject): string {
  return `${object.kind} ${keyOf(object)}`;
}

/** A root of Argo CD that lies in its own path: it is known already. */
function isRootAgain(
  child: TreeObject,
  seen: ReadonlyMap<string, string>,
): boolean {
  return (
    (isApplication(child.manifest) || isApplicationSet(child.manifest)) &&
    seen.get(stepKey(child)) === child.file
  );
}

function rootObject({ file, document, manifest }: WrittenManifest): TreeObject {
  const { isSuspended } = readFluxSpec(manifest);
  const named: Manifest = {
    ...manifest,
    metadata: {
      namespace: isFluxKustomization(manifest) ? 'flux-system' : 'argocd',
      ...manifest.metadata,
    },
  };
  return toTreeObject(
    named,
    { file, line: document.line, column: document.column },
    {
      chain: [],
      state: isSuspended ? 'suspended' : 'reached',
      ...(isSuspended && { reason: `${file} suspends it` }),
    },
  );
}

/** Sources that the tree itself declares, other than the one the roots come from: what they hold is elsewhere. */
function remoteSources(
  manifests: readonly WrittenManifest[],
  roots: readonly WrittenManifest[],
): ReadonlySet<string> {
  const own = new Set(
    roots.map(({ manifest }) => sourceKey(readFluxSpec(manifest))),
  );
  return new Set(
    manifests
      .filter(({ manifest }) =>
        manifest.apiVersion.startsWith('source.toolkit'),
      )
      .map(({ manifest }) => `${manifest.kind}/${manifest.metadata.name}`)
      .filter(key => !own.has(key)),
  );
}

function sourceKey({ sourceRef }: FluxSpec): string {
  return sourceRef ? `${sourceRef.kind}/${sourceRef.name}` : '';
}

/** What following has found so far. */
export interface Walk {
  readonly files: ParsedFiles;
  readonly builds: KnownBuilds;
  readonly configMaps: readonly WrittenManifest[];
  readonly sources: ReadonlySet<string>;
  readonly kustomizations: TreeKustomization[];
  readonly read: Set<string>;
  readonly problems: Finding[];
}

function buildOne(walk: Walk, object: TreeObject): TreeObject[] {
  const spec = readFluxSpec(object.manifest);
  const isLocal = !walk.sources.has(sourceKey(spec));
  walk.kustomizations.push(toTreeKustomization(object, { spec, isLocal }));
  if (!isLocal || spec.path === undefined) {
    return [];
  }
  const { variables, hasUnknown } = substitutionOf(spec, walk.configMaps);
  const { resources, read, errors } = walk.builds.build(
    {
      ...spec.build,
      path: spec.path,
      postBuild: { substitute: variables },
    },
    { keepUnknown: true, hasUnknownVariables: hasUnknown },
  );
  for (const error of errors) {
    walk.problems.push(
      findingOfBuildError(error, { files: walk.files, kustomization: object }),
    );
  }
  read.forEach(path => walk.read.add(path));
  return resources.map(resource =>
    toTreeObject(
      resource.manifest,
      { file: resource.file, line: resource.line, column: resource.column },
      { ...reachOf(object, resource), ...patchesOf(object, resource) },
    ),
  );
}

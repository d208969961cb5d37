import { KnownBuilds } from '../build/KnownBuilds';
import { treePath } from '../paths/treePath';
import { ParsedFiles } from '../read/ParsedFiles';
import type {
  FileSet,
  Finding,
  ResolveOptions,
  TreeHostname,
  TreeIndex,
  TreeObject,
} from '../types';
import { isApplication } from './argo/argoKinds';
import { collectHostnames } from './collectHostnames';
import { collectUnreached } from './collectUnreached';
import {
  isFluxKustomization,
  isHelmRelease,
  isVirtualMachine,
} from './fluxKinds';
import { groupApps } from './groupApps';
import { readFluxSpec } from './readFluxSpec';
import { resolveNamespaces } from './resolveNamespaces';
import { resolveNodes } from './resolveNodes';
import { scanFiles } from './scanFiles';
import { sourceFinder } from './sourceFinder';
import { toTreeHelmRelease } from './toTreeHelmRelease';
import { toTreeKustomization } from './toTreeKustomization';
import { toTreeVirtualMachine } from './toTreeVirtualMachine';
import { collectViews } from './views/collectViews';
import { walkTree } from './walkTree';

/**
 * Reads a whole tree: follows the Flux Kustomizations from the roots down,
 * explains what they do not reach, and groups it all into apps.
 *
 * Never throws for what is in the files: a file that cannot be read costs that
 * file only and is told in `problems`. With `previous` (an index of an earlier
 * state of the same tree) unchanged files are not parsed again, and what is made
 * of them alone is not built again.
 *
 * @public
 */
export function resolveTree(
  files: FileSet,
  options: ResolveOptions,
): TreeIndex {
  const root = treePath(options.root) ?? '';
  const parsed = ParsedFiles.of(files, options.previous?.files);
  const scanned = scanFiles(parsed, root);
  const builds = KnownBuilds.of(parsed, options.previous?.files);
  const walked = walkTree({ files: parsed, builds }, scanned.manifests);
  const unreached = collectUnreached(parsed, scanned, walked);
  const objects = [...walked.objects, ...unreached];
  const kustomizations = [
    ...walked.kustomizations,
    ...unreached.filter(isKustomizationObject).map(object =>
      toTreeKustomization(object, {
        spec: readFluxSpec(object.manifest),
        isLocal: true,
      }),
    ),
  ];
  const applications = [
    ...walked.applications,
    ...unreached
      .filter(({ manifest }) => isApplication(manifest))
      .map(walked.toTreeApplication),
  ];
  const findSource = sourceFinder(objects);
  const helmReleases = objects
    .filter(({ manifest }) => isHelmRelease(manifest))
    .map(object => toTreeHelmRelease(object, findSource));
  const hostnames = collectHostnames(files, objects, helmReleases);
  const apps = groupApps(parsed, {
    kustomizations,
    applications,
    helmReleases,
    objects,
    hostnamesOf: hostnameFinder(hostnames),
  });
  return {
    root,
    files,
    apps,
    namespaces: resolveNamespaces(objects, apps),
    kustomizations,
    helmReleases,
    applications,
    virtualMachines: objects
      .filter(({ manifest }) => isVirtualMachine(manifest))
      .map(object => ({
        ...toTreeVirtualMachine(object),
        ...ownerOf(object, apps),
      })),
    nodes: resolveNodes(parsed),
    hostnames,
    ...collectViews(
      parsed,
      { objects, helmReleases, applications },
      findSource,
    ),
    objects,
    problems: problemsOf(scanned.problems, walked.problems),
  };
}

function isKustomizationObject({ manifest }: TreeObject): boolean {
  return isFluxKustomization(manifest);
}

function hostnameFinder(hostnames: readonly TreeHostname[]) {
  const byOwner = new Map<string, string[]>();
  for (const { owner, hostname } of hostnames) {
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), hostname]);
  }
  return ({ kind, namespace, name }: TreeObject) =>
    byOwner.get(`${kind} ${namespace ?? ''}/${name}`) ?? [];
}

function ownerOf(object: TreeObject, apps: TreeIndex['apps']) {
  const app = apps.find(({ objects }) => objects.includes(object));
  return app ? { app: app.directory } : {};
}

/** A file that a build needs is an error there; one that nothing asks for is only worth a look. */
function problemsOf(
  unreadable: ReadonlyMap<string, Finding>,
  built: readonly Finding[],
): Finding[] {
  const told = new Set(
    built
      .filter(({ rule }) => rule === 'unreadable-file')
      .map(({ file }) => file),
  );
  const unique = new Map(
    built.map(finding => [
      `${finding.rule} ${finding.file}:${finding.line} ${finding.message}`,
      finding,
    ]),
  );
  return [
    ...unique.values(),
    ...[...unreadable.values()]
      .filter(({ file }) => !told.has(file))
      .map(finding => ({ ...finding, severity: 'warning' as const })),
  ];
}

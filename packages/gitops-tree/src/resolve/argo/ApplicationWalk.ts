import type { KnownBuilds } from '../../build/KnownBuilds';
import { isInside } from '../../paths/isInside';
import type { ParsedFiles } from '../../read/ParsedFiles';
import type {
  Finding,
  Manifest,
  TreeApplication,
  TreeObject,
} from '../../types';
import { findingOfBuildError } from '../findingOfBuildError';
import { isFluxKustomization } from '../fluxKinds';
import { patchesOf } from '../patchesOf';
import { reachOf } from '../reachOf';
import { readFluxSpec } from '../readFluxSpec';
import type { WrittenManifest } from '../readManifests';
import { toTreeObject } from '../toTreeObject';
import { isApplication, isApplicationSet } from './argoKinds';
import { buildSource, withNamespace } from './buildSource';
import type { LocalSource } from './buildSource';
import { expandApplicationSet } from './expandApplicationSet';
import type { ExpandedSet } from './expandApplicationSet';
import { readApplication, repositoryKey } from './readApplication';

/** Where a walk puts what it finds beside objects. */
export interface WalkNotes {
  readonly read: Set<string>;
  readonly problems: Finding[];
}

/**
 * Argo CD's half of a walk through a tree: which Applications and sets stand at
 * the top, and what each of them applies. Made once for each walk.
 */
export class ApplicationWalk {
  /** Those that nothing else in the tree can be expected to apply. */
  readonly roots: readonly WrittenManifest[];
  /** The Applications that were built, in order. */
  readonly applications: TreeApplication[] = [];
  readonly #files: ParsedFiles;
  readonly #builds: KnownBuilds;
  /** The repository that the tree is, as its Applications call it; unset when none leads into the tree. */
  readonly #repository: string | undefined;
  readonly #expanded = new Map<Manifest, ExpandedSet>();

  constructor(
    { files, builds }: { files: ParsedFiles; builds: KnownBuilds },
    manifests: readonly WrittenManifest[],
  ) {
    this.#files = files;
    this.#builds = builds;
    const written = manifests.filter(
      ({ manifest }) => isApplication(manifest) || isApplicationSet(manifest),
    );
    this.#repository = this.#findRepository(written);
    this.roots = this.#findRoots(written, manifests);
  }

  follows({ manifest }: TreeObject): boolean {
    return isApplication(manifest) || isApplicationSet(manifest);
  }

  /** What an Application applies, or which Applications a set makes. */
  build(object: TreeObject, notes: WalkNotes): TreeObject[] {
    return isApplicationSet(object.manifest)
      ? this.#buildSet(object, notes)
      : this.#buildApplication(object, notes);
  }

  /** The typed view of an Application, whether it was built or not. */
  toTreeApplication(object: TreeObject): TreeApplication {
    const { chain } = object;
    return {
      ...object,
      ...readApplication(object.manifest),
      paths: this.#localSources(object.manifest).map(({ path }) => path),
      ...(chain.length > 0 && { parent: chain[chain.length - 1] }),
    };
  }

  #buildApplication(object: TreeObject, notes: WalkNotes): TreeObject[] {
    this.applications.push(this.toTreeApplication(object));
    const { targetNamespace } = readApplication(object.manifest);
    const context = { files: this.#files, builds: this.#builds };
    return this.#localSources(object.manifest).flatMap(source => {
      const { resources, read, errors } = buildSource(context, source);
      read.forEach(path => notes.read.add(path));
      for (const error of errors) {
        notes.problems.push(
          findingOfBuildError(error, {
            files: this.#files,
            kustomization: object,
          }),
        );
      }
      return resources.map(resource =>
        toTreeObject(
          withNamespace(resource, targetNamespace),
          { file: resource.file, line: resource.line, column: resource.column },
          { ...reachOf(object, resource), ...patchesOf(object, resource) },
        ),
      );
    });
  }

  #buildSet(object: TreeObject, { problems }: WalkNotes): TreeObject[] {
    const { file, line, column, namespace, name } = object;
    const { applications, opaque } = this.#expand(object.manifest);
    if (opaque.length > 0) {
      problems.push({
        rule: 'opaque-generator',
        severity: 'info',
        file,
        line,
        column,
        message: `ApplicationSet ${
          namespace ?? ''
        }/${name} makes Applications in a way that is not followed here: ${opaque.join(
          '; ',
        )}`,
        mend: 'Nothing has to be done: what it makes is not shown here. Lists and directories of Git are followed.',
      });
    }
    return applications.map(manifest =>
      toTreeObject(
        manifest,
        { file, line, column },
        reachOf(object, { file, manifest }),
      ),
    );
  }

  #expand(set: Manifest): ExpandedSet {
    const expanded =
      this.#expanded.get(set) ?? expandApplicationSet(set, this.#files);
    this.#expanded.set(set, expanded);
    return expanded;
  }

  #applicationsOf(manifest: Manifest): readonly Manifest[] {
    return isApplicationSet(manifest)
      ? this.#expand(manifest).applications
      : [manifest];
  }

  #localSources(manifest: Manifest): LocalSource[] {
    return readApplication(manifest).sources.filter(
      (source): source is LocalSource =>
        source.path !== undefined &&
        repositoryKey(source.repoUrl) === this.#repository,
    );
  }

  /** The address that most sources with a directory of this tree have. */
  #findRepository(written: readonly WrittenManifest[]): string | undefined {
    const counts = new Map<string, number>();
    const sources = written
      .flatMap(({ manifest }) => this.#applicationsOf(manifest))
      .flatMap(application => readApplication(application).sources);
    for (const { path, repoUrl } of sources) {
      if (path === '' || (path && this.#files.directory(path))) {
        const key = repositoryKey(repoUrl);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
  }

  #findRoots(
    written: readonly WrittenManifest[],
    manifests: readonly WrittenManifest[],
  ): WrittenManifest[] {
    const ofFlux = manifests.flatMap(({ manifest }) =>
      isFluxKustomization(manifest) ? readFluxSpec(manifest).path ?? [] : [],
    );
    const pathsOf = written.map(({ manifest }) =>
      this.#applicationsOf(manifest).flatMap(application =>
        this.#localSources(application).map(({ path }) => path),
      ),
    );
    const holds = (paths: readonly string[], file: string) =>
      paths.some(path => isInside(file, path));
    return written.filter(
      ({ file }, position) =>
        !holds(ofFlux, file) &&
        written.every(
          (other, index) =>
            index === position ||
            !holds(pathsOf[index], file) ||
            // A root that lies in its own path covers its neighbours, never the other way round.
            holds(pathsOf[position], other.file),
        ),
    );
  }
}

import { ParsedFiles } from '../read/ParsedFiles';
import type { BuildOptions, FileSet } from '../types';
import type { BuildError } from './BuildError';
import { buildResources } from './buildResources';
import type { BuildBehaviour, BuiltResources } from './buildResources';

/** A build that went on in spite of its faults, and the faults. */
export interface KnownBuild extends BuiltResources {
  readonly errors: readonly BuildError[];
}

type Behaviour = Omit<BuildBehaviour, 'onError'>;

/** One memory per view of a file set, gone together with it. */
const memories = new WeakMap<ParsedFiles, KnownBuilds>();

/**
 * The builds of a tree, each made once. What it returns is shared: readers must
 * copy before they change anything.
 *
 * A build depends on the files it read and on which files there are: a list of
 * resources may be a directory's content, a component may be allowed to be
 * missing. So builds of an earlier state are kept when the tree has the same
 * paths and none of the files they read changed.
 */
export class KnownBuilds {
  readonly #files: ParsedFiles;
  readonly #builds: Map<string, KnownBuild>;

  private constructor(files: ParsedFiles, builds: Map<string, KnownBuild>) {
    this.#files = files;
    this.#builds = builds;
  }

  /** The builds of a view, beginning with those of an earlier state that still hold. */
  static of(files: ParsedFiles, previous?: FileSet): KnownBuilds {
    const known = memories.get(files);
    if (known) {
      return known;
    }
    const before = previous && memories.get(ParsedFiles.of(previous));
    const builds = new KnownBuilds(
      files,
      before ? before.#stillTrueOf(files.files) : new Map(),
    );
    memories.set(files, builds);
    return builds;
  }

  /** As {@link buildResources}, with the faults as values. */
  build(options: BuildOptions, behaviour: Behaviour): KnownBuild {
    const key = JSON.stringify([options, behaviour]);
    const known = this.#builds.get(key);
    if (known) {
      return known;
    }
    const errors: BuildError[] = [];
    const built = buildResources(this.#files, options, {
      ...behaviour,
      onError: error => errors.push(error),
    });
    const build = { ...built, errors };
    this.#builds.set(key, build);
    return build;
  }

  #stillTrueOf(files: FileSet): Map<string, KnownBuild> {
    const before = this.#files.files;
    const hasSamePaths =
      before.size === files.size && [...before.keys()].every(p => files.has(p));
    const isUnchanged = (path: string) => before.get(path) === files.get(path);
    return new Map(
      hasSamePaths
        ? [...this.#builds].filter(([, { read }]) =>
            [...read].every(isUnchanged),
          )
        : [],
    );
  }
}

import type { FileSet } from '../types';
import { parseFile } from './parseFile';
import type { ParsedFile } from './parseFile';

/** One view per file set, gone together with it. */
const views = new WeakMap<FileSet, ParsedFiles>();

/**
 * The files of a tree, each parsed once and only when somebody asks. What it
 * returns is shared: readers must copy before they change anything.
 */
export class ParsedFiles {
  readonly #parsed = new Map<string, ParsedFile>();
  readonly #texts = new Map<string, ParsedFile>();
  readonly #directories = new Map<string, Directory>();
  readonly files: FileSet;

  private constructor(files: FileSet) {
    this.files = files;
    for (const path of files.keys()) {
      this.#enter(path);
    }
  }

  /**
   * The parsed view of a file set, the same one each time it is asked for the
   * same set. With `previous`, files whose text did not change keep what was
   * parsed then.
   */
  static of(files: FileSet, previous?: FileSet): ParsedFiles {
    const known = views.get(files);
    if (known) {
      return known;
    }
    const view = new ParsedFiles(files);
    const before = previous && views.get(previous);
    if (before) {
      view.#takeOver(before);
    }
    views.set(files, view);
    return view;
  }

  /** Undefined when there is no such file. */
  parse(path: string): ParsedFile | undefined {
    const known = this.#parsed.get(path);
    if (known) {
      return known;
    }
    const text = this.files.get(path);
    if (text === undefined) {
      return undefined;
    }
    const parsed = parseFile(path, text);
    this.#parsed.set(path, parsed);
    return parsed;
  }

  /** Text that stands inside of a file, such as an inline patch; each parsed once. */
  parseText(file: string, text: string): ParsedFile {
    const known = this.#texts.get(text);
    if (known) {
      return known;
    }
    const parsed = parseFile(file, text);
    this.#texts.set(text, parsed);
    return parsed;
  }

  /** What lies directly in a directory; undefined when nothing does. */
  directory(path: string): Directory | undefined {
    return this.#directories.get(path);
  }

  /** Paths of all directories but the top one. */
  directories(): string[] {
    return [...this.#directories.keys()].filter(path => path !== '');
  }

  #takeOver(before: ParsedFiles) {
    for (const [path, parsed] of before.#parsed) {
      if (before.files.get(path) === this.files.get(path)) {
        this.#parsed.set(path, parsed);
      }
    }
  }

  #enter(path: string) {
    let child = path;
    let isFile = true;
    while (child !== '') {
      const slash = child.lastIndexOf('/');
      const parent = slash < 0 ? '' : child.slice(0, slash);
      let directory = this.#directories.get(parent);
      const isKnown = directory !== undefined;
      if (!directory) {
        directory = { files: new Set(), directories: new Set() };
        this.#directories.set(parent, directory);
      }
      const name = child.slice(slash + 1);
      (isFile ? directory.files : directory.directories).add(name);
      if (isKnown) {
        return;
      }
      child = parent;
      isFile = false;
    }
  }
}

/** Names in one directory. */
export interface Directory {
  readonly files: Set<string>;
  readonly directories: Set<string>;
}

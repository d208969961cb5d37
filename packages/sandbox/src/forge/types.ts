/** Path to text; paths have no leading slash. */
export type FileSet = ReadonlyMap<string, string>;

/** A repository the forge serves. */
export interface RepositoryOptions {
  owner: string;
  name: string;
  /** Default: `main`. */
  defaultBranch?: string;
  description?: string;
  /**
   * What the repository holds at first: files, or a directory (what its
   * `.gitignore` names is left out). When the seed differs from the one the
   * repository was last started with, the difference is committed on top of the
   * default branch. Unset: the repository starts empty.
   */
  seed?: FileSet | string;
}

/** How the embedded forge is started. */
export interface ForgeOptions {
  /** Holds repositories, pull requests and tokens; created when missing. */
  stateDirectory: string;
  repositories: readonly RepositoryOptions[];
  /** Default: `127.0.0.1`. */
  host?: string;
  /** Default: 0, the system chooses. */
  port?: number;
  /** Milliseconds since the epoch; default: the machine's clock. */
  now?: () => number;
  /**
   * Users with a token, kept in `token-<user>` in the state directory (mode
   * 0600). Default: `homestage`. The first is the one whose token is returned.
   */
  users?: readonly string[];
  /** Who merges on the pages, which ask for no sign-in. Default: `lab`. */
  pageUser?: string;
}

/** A branch that moved, appeared (`before` unset) or went (`after` unset). */
export interface PushEvent {
  owner: string;
  repo: string;
  /** Full name, such as `refs/heads/main`. */
  ref: string;
  before?: string;
  after?: string;
}

/** One file of a commit: new text, or gone. */
export type FileChange =
  | { path: string; content: string | Buffer; executable?: boolean }
  | { path: string; deleted: true };

/**
 * A misbehaviour for tests:
 * - `down`: the connection is cut without an answer;
 * - `lost-answer`: the work is done, then the connection is cut;
 * - `slow`: the answer comes `delayMs` late;
 * - `status`: every answer is this HTTP status with Gitea's error body.
 */
export type ForgeFault = (
  | { kind: 'down' }
  | { kind: 'lost-answer' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'status'; status: number; message?: string }
) & {
  /** Only requests whose `METHOD /path` matches; default: all. */
  match?: RegExp;
  /** How often it strikes before it ends by itself; default: until cleared. */
  times?: number;
};

/** The running forge. */
export interface Forge {
  /** Root address, such as `http://localhost:7080`; every link starts with it. */
  readonly url: string;
  /** Token of the first user, for `Authorization: token …` or as basic password. */
  readonly token: string;
  /** Where {@link Forge.token} is kept. */
  readonly tokenFile: string;
  /** The bare repository on disk. Throws when there is none of that name. */
  repositoryDirectory(owner: string, name: string): string;
  /**
   * Called after a branch moved, whoever moved it (push, REST, merge, seed),
   * once per branch. Returns its undo.
   */
  onPush(listener: (event: PushEvent) => void): () => void;
  /** Commits files on a branch as the page user; answers the commit. */
  commit(
    repository: { owner: string; name: string },
    change: { branch?: string; message: string; files: readonly FileChange[] },
  ): Promise<string>;
  /** Makes the forge misbehave; returns its undo. */
  fault(fault: ForgeFault): () => void;
  /** Ends all connections and closes the port; may be called twice. */
  stop(): Promise<void>;
}

import type {
  RepoSnapshot,
  RepoStore,
  RepositoryInfo,
} from '@homestage/backstage-plugin-gitops-node';
import type {
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import { resolveTree, type TreeIndex } from '@homestage/gitops-tree';

const URL = 'http://forge.example/lab/home-ops';

/** A repository store with one tree that the test writes. */
export class FakeRepoStore implements RepoStore {
  readonly #listeners = new Set<(name: string) => void>();
  #files: ReadonlyMap<string, string>;
  #index: TreeIndex | undefined;
  #status: SourceStatus = 'live';
  #revision = 0;

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  write(files: ReadonlyMap<string, string>): void {
    this.#files = files;
    this.#index = undefined;
    this.#tell();
  }

  become(status: SourceStatus): void {
    this.#status = status;
    this.#tell();
  }

  repositories(): readonly RepositoryInfo[] {
    return [
      {
        name: 'home-ops',
        url: URL,
        host: 'forge.example',
        owner: 'lab',
        repository: 'home-ops',
        branch: 'main',
        kind: 'gitea',
        cluster: 'lab',
        path: 'kubernetes',
        refreshMs: 1000,
      },
    ];
  }

  snapshot(name: string): RepoSnapshot {
    const hasRead = ['live', 'stale'].includes(this.#status);
    this.#index ??= resolveTree(this.#files, { root: 'kubernetes' });
    return {
      name,
      revision: String(this.#revision),
      state: stateOf(name, this.#status),
      ...(hasRead
        ? {
            commit: 'f'.repeat(40),
            files: this.#files,
            index: this.#index,
          }
        : {}),
    };
  }

  async settled(name: string) {
    return this.snapshot(name);
  }

  async refresh(name: string) {
    return this.snapshot(name);
  }

  treeAt() {
    return undefined;
  }

  subscribe(listener: (name: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  fileUrl(_name: string, path: string, line?: number): string {
    return `${URL}/src/branch/main/${path}${line ? `#L${line}` : ''}`;
  }

  directoryUrl(_name: string, path: string): string {
    return `${URL}/src/branch/main${path ? `/${path}` : ''}`;
  }

  commitUrl(_name: string, commit: string): string {
    return `${URL}/commit/${commit}`;
  }

  #tell(): void {
    this.#revision += 1;
    this.#listeners.forEach(listener => listener('home-ops'));
  }
}

/** A source state with fixed times. */
function stateOf(title: string, status: SourceStatus): SourceState {
  return {
    source: title,
    title,
    status,
    since: '2026-01-01T00:00:00.000Z',
    message: `${title} is ${status}`,
  };
}

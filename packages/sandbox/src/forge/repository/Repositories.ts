import type { ForgeRepository } from './ForgeRepository';

/** The repositories of the forge by owner and name; names ignore case, as on Gitea. */
export class Repositories {
  readonly #byName = new Map<string, ForgeRepository>();

  add(repository: ForgeRepository): void {
    this.#byName.set(key(repository.owner, repository.name), repository);
  }

  find(owner: string, name: string): ForgeRepository | undefined {
    return this.#byName.get(key(owner, name));
  }

  all(): ForgeRepository[] {
    return [...this.#byName.values()];
  }
}

function key(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}

import type { ForgeRepository } from '../repository/ForgeRepository';

type Named = Pick<ForgeRepository, 'owner' | 'name'>;

/** Addresses as Gitea lays them out. */
export class Links {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  page(repository: Named, ...parts: string[]): string {
    return [
      this.root,
      repository.owner,
      repository.name,
      ...parts.map(encode),
    ].join('/');
  }

  api(repository: Named, ...parts: string[]): string {
    return [
      `${this.root}/api/v1/repos`,
      repository.owner,
      repository.name,
      ...parts.map(encode),
    ].join('/');
  }

  user(name: string): string {
    return `${this.root}/${encode(name)}`;
  }
}

/** Escapes what an address cannot hold and keeps the slashes. */
function encode(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

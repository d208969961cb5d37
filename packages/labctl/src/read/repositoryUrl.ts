const GITHUB =
  /^(https:\/\/|ssh:\/\/git@)github\.com\/([\w.-]+\/[\w.-]+?)(\.git)?$/;

/** What the two-file form writes instead of an address. */
export interface NamedRepository {
  readonly name: string;
  readonly visibility: 'public' | 'private';
}

/** The address the cluster template makes of a name: ssh with a deploy key when private. */
export function repositoryUrlOf({ name, visibility }: NamedRepository): string {
  return visibility === 'private'
    ? `ssh://git@github.com/${name}.git`
    : `https://github.com/${name}.git`;
}

/** The other way round; `undefined` for a repository that is not on github.com. */
export function namedRepositoryOf(url: string): NamedRepository | undefined {
  const match = GITHUB.exec(url);
  return match
    ? {
        name: match[2],
        visibility: match[1] === 'https://' ? 'public' : 'private',
      }
    : undefined;
}

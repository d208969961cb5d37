/**
 * The forges whose web addresses Homestage can write.
 *
 * @public
 */
export type ForgeKind = 'gitea' | 'github' | 'gitlab';

/**
 * One repository of `homestage.gitops.repositories`, with every default filled in.
 *
 * @public
 */
export interface RepositoryInfo {
  readonly name: string;
  /** Web address on the forge, without a trailing slash or `.git`. */
  readonly url: string;
  /** Host with port, as `integrations` names it. */
  readonly host: string;
  /** Owner and repository; for GitLab the owner may hold slashes. */
  readonly owner: string;
  readonly repository: string;
  readonly branch: string;
  readonly kind: ForgeKind;
  /** The cluster the tree is applied to; unset when none is named. */
  readonly cluster?: string;
  /** Root of the Kubernetes tree, without slashes at its ends; empty for the whole repository. */
  readonly path: string;
  readonly refreshMs: number;
}

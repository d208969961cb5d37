import type { KubeApiError } from '../api/KubeApiError';

/** What one version of one group serves. */
export interface GroupVersion {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Undefined when the API could not tell, as for an aggregated API whose backend is away. */
  readonly resources: readonly ServedResource[] | undefined;
  /** Why it could not tell, where the portal found out itself. */
  readonly failure?: KubeApiError;
}

/** One resource of a group version, subresources left out. */
export interface ServedResource {
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

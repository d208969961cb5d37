/** What a user may do: a rule as RBAC writes it, with the namespaces it holds in. @public */
export interface PolicyRule {
  verbs: readonly string[];
  /** The core group is the empty string; `*` is every group. */
  apiGroups?: readonly string[];
  /** Plurals, or `plural/subresource`; `*` is every resource. */
  resources?: readonly string[];
  /** Resources that `*` does not mean here; RBAC itself has no such word. */
  exceptResources?: readonly string[];
  resourceNames?: readonly string[];
  nonResourceURLs?: readonly string[];
  /** Unset means everywhere, as a ClusterRoleBinding does. */
  namespaces?: readonly string[];
}

/** Everything, as cluster-admin may. */
export const ADMIN_RULES: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** Reading everything but Secrets. */
export const VIEWER_RULES: readonly PolicyRule[] = [
  {
    verbs: ['get', 'list', 'watch'],
    apiGroups: ['*'],
    resources: ['*'],
    exceptResources: ['secrets'],
  },
];

/** What everybody with a token may do: discovery, and asking who they are and what they may. */
export const AUTHENTICATED_RULES: readonly PolicyRule[] = [
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/livez/*',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/readyz/*',
      '/version',
      '/version/',
    ],
  },
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  {
    verbs: ['create'],
    apiGroups: ['authentication.k8s.io'],
    resources: ['selfsubjectreviews'],
  },
];

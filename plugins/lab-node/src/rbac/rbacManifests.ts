import type { ClusterRoleRule } from './requiredRules';

const HEAD = `# What the portal may do in a cluster: read, and no Secrets.
# Written by the tests of plugins/lab-node; change src/rbac/portalResources.ts
# there and run them with UPDATE_RBAC=1.
apiVersion: v1
kind: Namespace
metadata:
  name: homestage
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: homestage
  namespace: homestage
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: homestage-viewer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: homestage-viewer
subjects:
  - kind: ServiceAccount
    name: homestage
    namespace: homestage
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: homestage-viewer
rules:
`;

/**
 * The manifests that give the portal an account with these rules, as YAML to be
 * applied with kubectl.
 *
 * @public
 */
export function rbacManifests(rules: readonly ClusterRoleRule[]): string {
  return HEAD + rules.map(ruleLines).join('');
}

function ruleLines({ apiGroups, resources, verbs }: ClusterRoleRule): string {
  return [
    `  - apiGroups: [${apiGroups.map(group => `'${group}'`).join(', ')}]`,
    '    resources:',
    ...resources.map(resource => `      - ${resource}`),
    `    verbs: [${verbs.join(', ')}]`,
    '',
  ].join('\n');
}

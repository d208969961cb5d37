import { InputError } from '@backstage/errors';
import type { PortalResource } from './portalResources';

/**
 * A rule of a Kubernetes ClusterRole.
 *
 * @public
 */
export interface ClusterRoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What one list and one watch need, and `get` for the Kubernetes tab. */
const READING = ['get', 'list', 'watch'];

/**
 * The rules a credential needs to read these resources: one for each group and
 * set of verbs, groups in the order given. Throws InputError for Secrets and for
 * wildcards, which would include them.
 *
 * @public
 */
export function requiredRules(
  resources: readonly PortalResource[],
): ClusterRoleRule[] {
  const rules = new Map<
    string,
    { apiGroups: string[]; resources: string[]; verbs: readonly string[] }
  >();
  for (const { group, plural, verbs = READING } of resources) {
    if (
      [group, plural].includes('*') ||
      (group === '' && /^secrets(\/|$)/.test(plural))
    ) {
      throw new InputError(
        `A rule for ${plural} of group "${group}" would let the portal read Secrets, which it never does`,
      );
    }
    const key = `${group} ${verbs.join(',')}`;
    const rule = rules.get(key) ?? { apiGroups: [group], resources: [], verbs };
    rule.resources.push(plural);
    rules.set(key, rule);
  }
  return [...rules.values()];
}

import { PolicyRule } from './PolicyRule';

/** What is asked for: a verb on a resource, or on a path outside of them. @public */
export type AccessAttributes = {
  verb: string;
} & (
  | {
      resource: string;
      group: string;
      subresource?: string;
      namespace?: string;
      name?: string;
    }
  | { path: string }
);

const includes = (list: readonly string[] | undefined, value: string) =>
  list !== undefined && (list.includes('*') || list.includes(value));

function matchesPath(patterns: readonly string[] | undefined, path: string) {
  return (
    patterns?.some(pattern =>
      pattern.endsWith('*')
        ? path.startsWith(pattern.slice(0, -1))
        : pattern === path,
    ) ?? false
  );
}

function matches(rule: PolicyRule, wanted: AccessAttributes): boolean {
  if (!includes(rule.verbs, wanted.verb)) {
    return false;
  }
  if ('path' in wanted) {
    return matchesPath(rule.nonResourceURLs, wanted.path);
  }
  const { group, resource, subresource, name, namespace } = wanted;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return (
    includes(rule.apiGroups, group) &&
    includes(rule.resources, full) &&
    !rule.exceptResources?.includes(resource) &&
    (!rule.resourceNames || rule.resourceNames.includes(name ?? '')) &&
    (!rule.namespaces || rule.namespaces.includes(namespace ?? ''))
  );
}

/** Whether one of the rules allows what is wanted, as RBAC decides it. */
export function isAllowed(
  rules: readonly PolicyRule[],
  wanted: AccessAttributes,
): boolean {
  return rules.some(rule => matches(rule, wanted));
}

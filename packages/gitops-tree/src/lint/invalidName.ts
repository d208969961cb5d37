import type { LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Groups whose names may hold colons and capitals. */
const FREE_GROUPS = new Set(['rbac.authorization.k8s.io']);

/** A name that the API server refuses (RFC 1123). */
export const invalidName: LintRule = {
  name: 'invalid-name',
  check: context =>
    context.applied
      .filter(
        ({ name, group }) => !name.includes('$') && !FREE_GROUPS.has(group),
      )
      .flatMap(object => {
        const { kind, name } = object;
        const isLabel = kind === 'Namespace' || kind === 'Service';
        const isValid = isLabel
          ? LABEL.test(name) && name.length <= 63
          : SUBDOMAIN.test(name) && name.length <= 253;
        return isValid
          ? []
          : [
              {
                severity: 'error' as const,
                ...placeInObject(context, object, name),
                message: `${kind} "${name}" has a name that Kubernetes refuses`,
                mend: `Use lower case letters, digits${
                  isLabel
                    ? ' and -, at most 63 characters'
                    : ', - and ., at most 253 characters'
                }, beginning and ending with a letter or digit.`,
              },
            ];
      }),
};

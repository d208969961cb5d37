import { field } from '../read/field';
import { listField } from '../read/listField';
import { matchesLabels } from '../resolve/views/matchesLabels';
import { textField } from '../read/textField';
import { textRecord } from '../read/textRecord';
import { isExternalGateway } from '../resolve/isExternalGateway';
import type { TreeHostname, TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';

/**
 * A route at a gateway to the internet that no policy asks a login for. Only
 * told while the tree has no such policy at all (its apps have logins of their
 * own, then); a warning where the others have one.
 */
export const exposedWithoutAuth: LintRule = {
  name: 'exposed-without-auth',
  check: context => {
    const policies = context.applied.filter(isAuthPolicy);
    const objects = new Map(
      context.applied.map(object => [
        `${object.kind} ${object.namespace ?? ''}/${object.name}`,
        object,
      ]),
    );
    const seen = new Set<string>();
    return context.index.hostnames.flatMap(claim => {
      const object = objects.get(claim.owner);
      if (
        claim.state !== 'reached' ||
        !object ||
        seen.has(claim.owner) ||
        !claim.gateways.some(isExternalGateway) ||
        hasOwnGuard(object) ||
        policies.some(policy => guards(policy, claim, context))
      ) {
        return [];
      }
      seen.add(claim.owner);
      return [
        {
          severity:
            policies.length > 0 ? ('warning' as const) : ('info' as const),
          file: claim.file,
          line: claim.line,
          column: claim.column,
          message: `${claim.owner} is open to the internet as ${claim.hostname}, and no policy asks for a login`,
          mend: 'Add a SecurityPolicy for the route, or use the internal gateway, unless the app has a login of its own.',
        },
      ];
    });
  },
};

const GUARDS = ['oidc', 'jwt', 'basicAuth', 'extAuth', 'apiKeyAuth'];

/** Envoy Gateway's policies that tell people apart. */
function isAuthPolicy({ group, kind, manifest }: TreeObject): boolean {
  return (
    group === 'gateway.envoyproxy.io' &&
    kind === 'SecurityPolicy' &&
    [...GUARDS, 'authorization'].some(
      key => field(manifest.spec, key) !== undefined,
    )
  );
}

/** Filters that ask somebody else, or that only send visitors on. */
function hasOwnGuard({ manifest }: TreeObject): boolean {
  const rules = listField(manifest.spec, 'rules');
  const typesOf = (rule: unknown) =>
    listField(rule, 'filters').map(filter => textField(filter, 'type') ?? '');
  const isRedirect = (rule: unknown) =>
    typesOf(rule).includes('RequestRedirect');
  return (
    (rules.length > 0 && rules.every(isRedirect)) ||
    /"type":"(ExternalAuth|ExtensionRef)"/.test(JSON.stringify(manifest.spec))
  );
}

function guards(
  policy: TreeObject,
  claim: TreeHostname,
  { applied }: LintContext,
): boolean {
  const { spec } = policy.manifest;
  const targets = [
    ...listField(spec, 'targetRefs'),
    field(spec, 'targetRef'),
  ].filter(target => target !== undefined);
  const isNamed = targets.some(target => {
    const name = textField(target, 'name') ?? '';
    return textField(target, 'kind') === 'Gateway'
      ? isAtGateway(claim, policy, name)
      : policy.namespace === claim.namespace && isRouteOf(claim, name);
  });
  return (
    isNamed ||
    listField(spec, 'targetSelectors').some(selector =>
      textField(selector, 'kind') === 'Gateway'
        ? applied.some(
            object =>
              object.kind === 'Gateway' &&
              isAtGateway(claim, policy, object.name) &&
              matchesLabels(
                textRecord(object.manifest.metadata, 'labels'),
                selector,
              ),
          )
        : // Which labels a chart gives its route is not known: unknown counts as guarded here.
          policy.namespace === claim.namespace,
    )
  );
}

function isAtGateway(
  claim: TreeHostname,
  policy: TreeObject,
  name: string,
): boolean {
  return claim.gateways.some(
    gateway =>
      gateway.name === name &&
      (gateway.namespace ?? claim.namespace) === policy.namespace,
  );
}

/** app-template names its routes after the release, with the route's key when there are several. */
function isRouteOf(claim: TreeHostname, name: string): boolean {
  return (
    name === claim.name ||
    (claim.ownerKind === 'HelmRelease' && name.startsWith(`${claim.name}-`))
  );
}

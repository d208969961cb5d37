import { InputError } from '@backstage/errors';
import type { TreeApp } from '@homestage/gitops-tree';
import { yamlScalar } from '../plan/yamlScalar';
import type { TreeEdit } from '../plan/TreeEdit';
import { addToApp } from './addToApp';
import { requireOperator } from './operatorOf';
import { storeOf, storeVersion } from './secretStores';
import type { WishTree } from './Wish';
import { mapAt } from './written';

/** What the form asks of the client at the sign-in service. */
export interface SignInWish {
  readonly clientId?: string;
  readonly item?: string;
  readonly issuer?: string;
  readonly store?: string;
}

/** A policy that asks for a login before a route is reached. */
export interface SignIn {
  /** For the skeleton. */
  readonly values: object;
  readonly directory: string;
  readonly edits: readonly TreeEdit[];
  readonly issuer: string;
  readonly secret: string;
  readonly clientId: string;
}

/** Field of the item in the secret store, and of the Secret that Envoy Gateway reads. */
const SECRET_FIELD = 'client-secret';

/**
 * Puts a sign-in service in front of a route, by a SecurityPolicy of Envoy
 * Gateway. Refused, with what is missing, where the tree has no Envoy Gateway,
 * no store for the client's secret, or where nothing tells who signs people in.
 *
 * @param route - name of the HTTPRoute
 */
export function signInFor(
  app: TreeApp,
  route: string,
  { wish, tree }: { wish: SignInWish; tree: WishTree },
): SignIn {
  requireOperator(
    ['gateway-helm', 'envoy-gateway'],
    { title: 'Envoy Gateway', kind: 'SecurityPolicy' },
    tree,
    'hasSignIn',
  );
  const { namespace, name } = app;
  const clientId = wish.clientId ?? name;
  const item = wish.item;
  if (!item) {
    throw new InputError(
      `item: name the item of the secret store that holds the secret of the client, in a field called ${SECRET_FIELD}.`,
    );
  }
  const store = storeOf(wish.store, app, tree);
  assertUnguarded(app, route, tree);
  const issuer = wish.issuer ?? issuerOf(tree);
  if (!issuer) {
    throw new InputError(
      'issuer: no policy of this tree asks for a login, and it runs no Pocket ID with a host name, so who signs people in is not known. Write the address of the issuer.',
    );
  }
  const secret = `${name}-oidc`;
  const policy = addToApp(app, 'securitypolicy.yaml', tree);
  const external = addToApp(app, 'externalsecret-oidc.yaml', tree);
  return {
    values: {
      policy: yamlScalar(name),
      namespace: yamlScalar(namespace),
      route: yamlScalar(route),
      issuer: yamlScalar(issuer),
      clientId: yamlScalar(clientId),
      secret: yamlScalar(secret),
      secretField: SECRET_FIELD,
      item: yamlScalar(item),
      store: yamlScalar(store.name),
      storeKind: store.kind,
      apiVersion: storeVersion(tree),
    },
    directory: policy.directory,
    edits: [...external.edits, ...policy.edits],
    issuer,
    secret,
    clientId,
  };
}

/** Who signs people in for the tree's other routes, else its Pocket ID. */
function issuerOf({ index }: WishTree): string | undefined {
  const policy = index.objects
    .filter(({ kind }) => kind === 'SecurityPolicy')
    .map(({ manifest }) => mapAt(manifest, 'spec', 'oidc', 'provider').issuer)
    .find(issuer => typeof issuer === 'string');
  const own = index.hostnames.find(
    ({ name, isResolved }) => name === 'pocket-id' && isResolved,
  );
  return typeof policy === 'string' ? policy : own && `https://${own.hostname}`;
}

function assertUnguarded(
  { namespace }: TreeApp,
  route: string,
  { index }: WishTree,
): void {
  const other = index.objects.find(
    ({ kind, namespace: where, manifest }) =>
      kind === 'SecurityPolicy' &&
      where === namespace &&
      targetsOf(manifest).includes(route),
  );
  if (other) {
    throw new InputError(
      `hasSignIn: SecurityPolicy ${other.name} guards route ${route} already (${other.file}, line ${other.line}).`,
    );
  }
}

function targetsOf(manifest: unknown): string[] {
  const { targetRefs } = mapAt({ manifest }, 'manifest', 'spec');
  return (Array.isArray(targetRefs) ? targetRefs : []).map(target =>
    String(mapAt({ target }, 'target').name),
  );
}

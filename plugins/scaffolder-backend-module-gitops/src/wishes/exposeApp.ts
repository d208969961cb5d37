import { InputError } from '@backstage/errors';
import type {
  GatewayReference,
  TreeApp,
  TreeHelmRelease,
} from '@homestage/gitops-tree';
import { z } from 'zod';
import { hostnameText } from '../plan/hostnameText';
import type { TreeEdit } from '../plan/TreeEdit';
import { appOf, requireAppTemplate } from './appOf';
import { addAt } from './editObject';
import { exposeOnAddress } from './exposeOnAddress';
import { exposeOnTailscale } from './exposeOnTailscale';
import { mainServiceOf } from './mainService';
import { signInFor, type SignIn } from './signIn';
import { createWish, type WishPlan, type WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

const schema = z.object({
  app: z.string(),
  exposure: z.enum(['internal', 'external', 'tailscale', 'address']),
  /** Unset: for the tailnet, the app's own name. */
  hostname: z.string().optional(),
  /** Whether the gateway asks for a login first. */
  hasSignIn: z.boolean().default(false),
  /** The client at the sign-in service; unset: called as the app is. */
  clientId: z.string().max(253).optional(),
  /** Item of the secret store that holds the client's secret. */
  item: z.string().max(253).optional(),
  /** Address of the sign-in service; unset: as for the tree's other routes. */
  issuer: z
    .url({ protocol: /^https$/, message: 'Write an address with https://' })
    .optional(),
  store: z.string().optional(),
  /** Of the load balancer, for an address of its own. */
  address: z.string().optional(),
  /** What is reached at the address; unset: the ports that its Service has. */
  port: z.number().optional(),
  protocol: z.enum(['TCP', 'UDP']).default('TCP'),
});

type Values = z.infer<typeof schema>;

/**
 * Shows an app of app-template on a gateway of the lab, behind a login if wished,
 * to the tailnet, or at an address of its own.
 */
export const exposeApp = createWish(schema, (values, tree) => {
  const app = appOf(values.app, tree);
  switch (values.exposure) {
    case 'tailscale':
      return onTailnet(app, values, tree);
    case 'address':
      return onAddress(app, values, tree);
    default:
      return onGateway(app, { ...values, exposure: values.exposure }, tree);
  }
});

function onAddress(app: TreeApp, values: Values, tree: WishTree): WishPlan {
  const { address, port, protocol } = values;
  if (values.hasSignIn) {
    throw new InputError(
      'hasSignIn: no gateway lies before an address, so nobody asks for a login there. Choose a gateway, and take the login off before you choose the address again.',
    );
  }
  if (!address) {
    throw new InputError(
      'address: choose one of the pool that the load balancer gives out.',
    );
  }
  const { namespace, name } = app;
  const release = requireAppTemplate(app, 'take an address');
  const { edits, way } = exposeOnAddress(app, release, {
    wish: { address, port, protocol },
    tree,
  });
  return {
    namespace,
    name,
    values: {},
    edits,
    description: `Gives ${values.app} the address \`${address}\`, ${way}. Everybody in your network reaches it there, past the gateways; only what the app itself asks for protects it. It gets no name of its own.`,
  };
}

function onTailnet(app: TreeApp, values: Values, tree: WishTree): WishPlan {
  if (values.hasSignIn) {
    throw new InputError(
      'hasSignIn: the tailnet knows its users itself, and no gateway lies before the app there. Leave this out, or choose a gateway.',
    );
  }
  const { namespace, name } = app;
  const release = requireAppTemplate(app, 'take a way in');
  const label = values.hostname?.split('.')[0] ?? name;
  const { edits, way } = exposeOnTailscale(app, release, { label, tree });
  return {
    namespace,
    name,
    values: {},
    edits,
    description: `Shows ${values.app} to the devices of the tailnet as \`${label}\`, ${way}. Who may reach it is said by the access rules of the tailnet; nobody else does. A device of that name that exists there already makes this one \`${label}-1\`.`,
  };
}

type GatewayValues = Values & { readonly exposure: 'internal' | 'external' };

function onGateway(
  app: TreeApp,
  values: GatewayValues,
  tree: WishTree,
): WishPlan {
  const { namespace, name } = app;
  const { exposure, hasSignIn } = values;
  const gateway = gatewayOf(exposure, tree);
  const release = requireAppTemplate(app, 'name a route');
  const written = writtenAt(release, tree.index.files);
  const there = routeThere(app, gateway, tree);
  if (there && !hasSignIn) {
    throw new InputError(
      `exposure: ${namespace}/${name} is reached by ${gateway.name} already, as ${there.hostname} (${there.file}, line ${there.line}).`,
    );
  }
  const route = there
    ? existingRoute(written, gateway, release)
    : newRoute(values, { release, written, gateway, app, tree });
  const signIn = hasSignIn
    ? signInFor(app, route.name, { wish: values, tree })
    : undefined;
  return {
    namespace,
    name,
    values: { ...signIn?.values, hasSignIn },
    directory: signIn?.directory,
    edits: [...route.edits, ...(signIn?.edits ?? [])],
    description: [
      there
        ? `Asks for a login before ${values.app} is reached as \`${there.hostname}\` on gateway \`${gateway.name}\`.`
        : describe(values, gateway, hasSignIn),
      signIn && describeSignIn(signIn, there?.hostname ?? values.hostname),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function gatewayOf(
  exposure: GatewayValues['exposure'],
  { conventions }: WishTree,
): GatewayReference {
  const gateway = conventions.gateways[exposure];
  if (!gateway) {
    throw new InputError(
      `exposure: no route of this tree goes through an ${exposure} gateway, so there is none to attach to.`,
    );
  }
  return gateway;
}

/** The host name by which the app is reached at that gateway. */
function routeThere(
  app: TreeApp,
  gateway: GatewayReference,
  { index }: WishTree,
) {
  return index.hostnames.find(
    each =>
      each.namespace === app.namespace &&
      each.name === app.name &&
      each.gateways.some(({ name }) => name === gateway.name),
  );
}

const ROUTES = ['spec', 'values', 'route'];

/** A route of app-template, by the name that its HTTPRoute has. */
interface AppRoute {
  readonly name: string;
  readonly edits: WishPlan['edits'];
}

function existingRoute(
  written: WrittenObject,
  gateway: GatewayReference,
  { file, releaseName }: TreeHelmRelease,
): AppRoute {
  const routes = mapAt(written.object, ...ROUTES);
  const key = Object.keys(routes).find(each =>
    JSON.stringify(routes[each]).includes(`"name":"${gateway.name}"`),
  );
  if (!key) {
    throw new InputError(
      `hasSignIn: ${file} has no route at ${gateway.name} under its values. Write the policy by hand.`,
    );
  }
  return { name: routeName(releaseName, key, Object.keys(routes)), edits: [] };
}

function newRoute(
  { exposure, hostname }: GatewayValues,
  {
    release: { file, releaseName },
    written,
    gateway,
    app,
    tree,
  }: {
    release: TreeHelmRelease;
    written: WrittenObject;
    gateway: GatewayReference;
    app: TreeApp;
    tree: WishTree;
  },
): AppRoute {
  const keys = Object.keys(mapAt(written.object, ...ROUTES));
  const key = ['app', exposure, `app-${exposure}`].find(
    each => !keys.includes(each),
  );
  if (!key) {
    throw new InputError(
      `app: the routes app, ${exposure} and app-${exposure} of ${file} are taken. Add this one by hand.`,
    );
  }
  if (!hostname) {
    throw new InputError(
      'hostname: an app that is reached by a gateway needs a host name.',
    );
  }
  const { identifier, routePort, isOnly } = mainServiceOf(written, file);
  return {
    name: routeName(releaseName, key, [...keys, key]),
    edits: [
      ...(keys.length === 1
        ? retarget(app, releaseName, `${releaseName}-${keys[0]}`, tree)
        : []),
      addAt(written, [...ROUTES, key], {
        hostnames: [hostnameText(app, hostname, tree.index)],
        parentRefs: [parentRef(gateway)],
        // app-template finds the service itself while there is only one.
        ...(isOnly
          ? {}
          : {
              rules: [
                {
                  backendRefs: [
                    { identifier, ...(routePort ? { port: routePort } : {}) },
                  ],
                },
              ],
            }),
      }),
    ],
  };
}

/** app-template names its only route after the release, and several with their keys. */
function routeName(
  releaseName: string,
  key: string,
  keys: readonly string[],
): string {
  return keys.length > 1 ? `${releaseName}-${key}` : releaseName;
}

/** With a second route the first gets another name: policies that name it must name it so, or it is open. */
function retarget(
  { namespace }: TreeApp,
  from: string,
  to: string,
  { index }: WishTree,
): TreeEdit[] {
  return index.objects
    .filter(each => each.namespace === namespace)
    .flatMap(policy => {
      const { targetRefs } = mapAt(policy.manifest, 'spec');
      const { file, document } = writtenAt(policy, index.files);
      return (Array.isArray(targetRefs) ? targetRefs : []).flatMap(
        (target, position): TreeEdit[] => {
          const { kind, name } = mapAt({ target }, 'target');
          const path = ['spec', 'targetRefs', position, 'name'];
          return kind === 'HTTPRoute' && name === from
            ? [{ file, document, path, set: to }]
            : [];
        },
      );
    });
}

function parentRef({ name, namespace, sectionName }: GatewayReference): object {
  return {
    name,
    ...(namespace ? { namespace } : {}),
    ...(sectionName ? { sectionName } : {}),
  };
}

function describe(
  { app, exposure, hostname }: GatewayValues,
  gateway: GatewayReference,
  hasSignIn: boolean,
): string {
  const guard = hasSignIn
    ? 'Everybody on the internet can reach its login once the public DNS record is there.'
    : '**Everybody on the internet can reach it** once the public DNS record is there; only what the app itself asks for protects it.';
  return `Exposes ${app} as \`${hostname}\` on gateway \`${gateway.name}\`. ${
    exposure === 'external' ? guard : 'It is reached from your network only.'
  }`;
}

function describeSignIn(
  { issuer, secret, clientId }: SignIn,
  hostname: string | undefined,
): string {
  return [
    `Before it, the gateway asks for a login at \`${issuer}\`, by a SecurityPolicy for its route.`,
    '**See to it before the merge**',
    [
      `- [ ] \`${issuer}\` has a client \`${clientId}\` that may return to \`https://${hostname}/oauth2/callback\``,
      `- [ ] its secret is in the secret store, in the field \`client-secret\`; it reaches Secret \`${secret}\` from there, and is never written into Git`,
      '- [ ] apps on phones and other programs that reach this name can sign in so, or do not need it: they get the login page',
    ].join('\n'),
    'Who is signed in is not told to the app, which keeps its own users.',
  ].join('\n\n');
}

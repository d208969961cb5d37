import { InputError } from '@backstage/errors';
import type { GatewayReference, TreeApp } from '@homestage/gitops-tree';
import { z } from 'zod';
import { hostnameText } from '../plan/hostnameText';
import { appOf, requireAppTemplate } from './appOf';
import { addAt } from './editObject';
import { createWish, type WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

const schema = z.object({
  app: z.string(),
  exposure: z.enum(['internal', 'external']),
  hostname: z.string(),
});

type Values = z.infer<typeof schema>;

/** Gives an app of app-template a host name on one of the lab's gateways. */
export const exposeApp = createWish(
  schema,
  ({ app: reference, exposure, hostname }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const gateway = gatewayOf(exposure, tree);
    assertNotExposed(app, gateway, tree);
    const release = requireAppTemplate(app, 'name a route');
    const written = writtenAt(release, tree.index.files);
    const path = ['spec', 'values', 'route'];
    const routes = mapAt(written.object, ...path);
    const key = ['app', exposure, `app-${exposure}`].find(
      each => !(each in routes),
    );
    if (!key) {
      throw new InputError(
        `app: the routes app, ${exposure} and app-${exposure} of ${release.file} are taken. Add this one by hand.`,
      );
    }
    const text = hostnameText({ name }, hostname, tree.index);
    return {
      namespace,
      name,
      edits: [
        addAt(written, [...path, key], {
          hostnames: [text],
          parentRefs: [parentRef(gateway)],
          ...backendOf(written, release.file),
        }),
      ],
      description: describe(reference, { exposure, hostname, gateway }),
    };
  },
);

function gatewayOf(
  exposure: Values['exposure'],
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

function assertNotExposed(
  app: TreeApp,
  gateway: GatewayReference,
  { index }: WishTree,
): void {
  const there = index.hostnames.find(
    each =>
      each.namespace === app.namespace &&
      each.name === app.name &&
      each.gateways.some(({ name }) => name === gateway.name),
  );
  if (there) {
    throw new InputError(
      `exposure: ${app.namespace}/${app.name} is reached by ${gateway.name} already, as ${there.hostname} (${there.file}, line ${there.line}).`,
    );
  }
}

function parentRef({ name, namespace, sectionName }: GatewayReference): object {
  return {
    name,
    ...(namespace ? { namespace } : {}),
    ...(sectionName ? { sectionName } : {}),
  };
}

/**
 * app-template finds the service itself while there is only one; else the route
 * names it: the one of the main controller, by custom called `app` or `main`.
 */
function backendOf(written: WrittenObject, file: string): object {
  const services = mapAt(written.object, 'spec', 'values', 'service');
  const keys = Object.keys(services);
  if (keys.length === 0) {
    throw new InputError(
      `app: ${file} has no service under its values, so a route leads nowhere. Add one first.`,
    );
  }
  const identifier = ['app', 'main'].find(key => keys.includes(key)) ?? keys[0];
  const ports = mapAt(services, identifier, 'ports');
  const port =
    Object.keys(ports).find(key => key === 'http') ?? Object.keys(ports)[0];
  if (keys.length === 1 && Object.keys(ports).length <= 1) {
    return {};
  }
  return {
    rules: [{ backendRefs: [{ identifier, ...(port ? { port } : {}) }] }],
  };
}

function describe(
  app: string,
  {
    exposure,
    hostname,
    gateway,
  }: Pick<Values, 'exposure' | 'hostname'> & { gateway: GatewayReference },
): string {
  const reach =
    exposure === 'external'
      ? '**Everybody on the internet can reach it** once the public DNS record is there; only what the app itself asks for protects it.'
      : 'It is reached from your network only.';
  return `Exposes ${app} as \`${hostname}\` on gateway \`${gateway.name}\`. ${reach}`;
}

import { InputError } from '@backstage/errors';
import type {
  TreeAddressPool,
  TreeApp,
  TreeHelmRelease,
} from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { addAt } from './editObject';
import { mainServiceOf, type MainService } from './mainService';
import type { WishTree } from './Wish';
import { mapAt, writtenAt, type WrittenObject } from './written';

/** An address of the network for one app, and what is reached there. */
export interface AddressWish {
  readonly address: string;
  /** Unset: the ports that its Service has. */
  readonly port?: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** What gives an app its address. */
export interface AddressExposure {
  readonly edits: readonly TreeEdit[];
  /** How it is done, for people. */
  readonly way: string;
}

type Provider = 'cilium' | 'metallb' | 'kube-vip';

/** The annotation that asks for an address; the first is the one in use today. */
const ANNOTATIONS: Readonly<Record<Provider, readonly string[]>> = {
  cilium: ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'],
  metallb: [
    'metallb.io/loadBalancerIPs',
    'metallb.universe.tf/loadBalancerIPs',
  ],
  'kube-vip': ['kube-vip.io/loadbalancerIPs'],
};

const SERVICES = ['spec', 'values', 'service'];
const ROUTES = ['spec', 'values', 'route'];
/** The first app-template whose services can keep the release's name beside others. */
const RENAMING_MAJOR = 4;

/**
 * Gives an app a load-balancer address of its own, for what is not HTTP. Its
 * Service becomes of type LoadBalancer when no route leads to it; else it gets
 * a second one, so that what the gateway guards is not reached past it.
 */
export function exposeOnAddress(
  app: TreeApp,
  release: TreeHelmRelease,
  { wish, tree }: { wish: AddressWish; tree: WishTree },
): AddressExposure {
  const written = writtenAt(release, tree.index.files);
  assertNoAddress(app, written, release);
  const annotation = annotationFor(tree);
  const asking = {
    type: 'LoadBalancer',
    annotations: { [annotation]: wish.address },
  };
  const options = { release, wish, asking };
  return isRouted(app, written, tree)
    ? bySecondService(written, options, tree)
    : byMainService(written, options);
}

interface Asking {
  readonly release: TreeHelmRelease;
  readonly wish: AddressWish;
  readonly asking: {
    readonly type: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
}

function assertNoAddress(
  { namespace, name }: TreeApp,
  { object }: WrittenObject,
  { file }: TreeHelmRelease,
): void {
  const services = mapAt(object, ...SERVICES);
  const other = Object.keys(services).find(
    key => mapAt(services, key).type === 'LoadBalancer',
  );
  if (other) {
    throw new InputError(
      `exposure: Service ${other} of ${namespace}/${name} has an address of its own already (${file}). Change it there.`,
    );
  }
}

/** As most of the tree asks for addresses, else as the maker of its pool wants to be asked. */
function annotationFor({ index }: WishTree): string {
  const pools = index.addressPools.filter(({ isDisabled }) => !isDisabled);
  const [pool]: (TreeAddressPool | undefined)[] = pools;
  if (!pool || pools.some(({ isResolved }) => !isResolved)) {
    throw new InputError(
      pool
        ? 'exposure: not all addresses of the pools can be read, so nobody can say which of them is free. Write them out in the pool.'
        : 'exposure: the tree declares no pool of load-balancer addresses. Declare a CiliumLoadBalancerIPPool or an IPAddressPool of MetalLB first.',
    );
  }
  const usesOf = (key: string) =>
    index.objects.filter(({ manifest }) =>
      JSON.stringify(manifest).includes(`"${key}"`),
    ).length;
  const candidates = Object.values(ANNOTATIONS)
    .flat()
    .map(key => ({ key, uses: usesOf(key) }));
  const most = candidates.reduce((a, b) => (b.uses > a.uses ? b : a));
  return most.uses > 0 ? most.key : ANNOTATIONS[pool.provider][0];
}

/** Whether people reach it by a host name, which a gateway or an Ingress leads to its Service. */
function isRouted(
  { namespace, name }: TreeApp,
  { object }: WrittenObject,
  { index }: WishTree,
): boolean {
  return (
    ['route', 'ingress'].some(
      key => Object.keys(mapAt(object, 'spec', 'values', key)).length > 0,
    ) ||
    index.hostnames.some(
      each => each.namespace === namespace && each.name === name,
    )
  );
}

function byMainService(
  written: WrittenObject,
  { release, wish, asking }: Asking,
): AddressExposure {
  const services = mapAt(written.object, ...SERVICES);
  if (Object.keys(services).length === 0) {
    const ports = wantedPort(wish, `${release.file} has no Service`);
    return {
      edits: [addAt(written, [...SERVICES, 'app'], { ...asking, ports })],
      way: `by a Service of type LoadBalancer for ${described(ports)}`,
    };
  }
  const { identifier } = mainServiceOf(written, release.file);
  const path = [...SERVICES, identifier];
  const service = mapAt(services, identifier);
  const ports = mapAt(service, 'ports');
  const added = hasPort(ports, wish) ? {} : wantedPort(wish, '');
  const annotations =
    'annotations' in service
      ? Object.entries(asking.annotations).map(([key, value]) =>
          addAt(written, [...path, 'annotations', key], value),
        )
      : [addAt(written, [...path, 'annotations'], asking.annotations)];
  const { file, document } = written;
  return {
    edits: [
      'type' in service
        ? { file, document, path: [...path, 'type'], set: asking.type }
        : addAt(written, [...path, 'type'], asking.type),
      ...annotations,
      ...Object.entries(added).map(([key, value]) =>
        addAt(written, [...path, 'ports', key], value),
      ),
    ],
    way: `by its Service \`${identifier}\`, which becomes of type LoadBalancer with all its ports: ${described(
      { ...ports, ...added },
    )}`,
  };
}

function bySecondService(
  written: WrittenObject,
  { release, wish, asking }: Asking,
  tree: WishTree,
): AddressExposure {
  const ports = wantedPort(
    wish,
    'a host name leads to its Service, so what is not HTTP gets a Service of its own',
  );
  const services = mapAt(written.object, ...SERVICES);
  const main = mainServiceOf(written, release.file);
  const key = ['lan', 'address'].find(each => !(each in services));
  if (!key) {
    throw new InputError(
      `app: the services lan and address of ${release.file} are taken. Add this one by hand.`,
    );
  }
  const { controller } = mapAt(services, main.identifier);
  return {
    edits: [
      ...(Object.keys(services).length === 1
        ? keepName(written, { main, release, tree })
        : []),
      addAt(written, [...SERVICES, key], {
        ...(controller === undefined ? {} : { controller }),
        ...asking,
        ports,
      }),
    ],
    way: `by a second Service \`${key}\` of type LoadBalancer for ${described(
      ports,
    )}; its other ports stay behind the gateway`,
  };
}

/** Beside a second service, app-template renames the first, and no longer finds it for a route. */
function keepName(
  written: WrittenObject,
  {
    main,
    release,
    tree,
  }: { main: MainService; release: TreeHelmRelease; tree: WishTree },
): TreeEdit[] {
  const version =
    release.chart?.version ?? tree.conventions.appTemplate?.version;
  if (version && Number.parseInt(version, 10) < RENAMING_MAJOR) {
    throw new InputError(
      `app: with app-template ${version} a second Service renames the first. Upgrade app-template first, or add it by hand.`,
    );
  }
  const path = [...SERVICES, main.identifier];
  const service = mapAt(written.object, ...path);
  const routes = mapAt(written.object, ...ROUTES);
  const { identifier, routePort } = main;
  return [
    ...Object.entries({
      forceRename: '{{ .Release.Name }}',
      primary: true,
    })
      .filter(([key]) => !(key in service))
      .map(([key, value]) => addAt(written, [...path, key], value)),
    ...Object.keys(routes)
      .filter(key => !('rules' in mapAt(routes, key)))
      .map(key =>
        addAt(
          written,
          [...ROUTES, key, 'rules'],
          [
            {
              backendRefs: [
                { identifier, ...(routePort ? { port: routePort } : {}) },
              ],
            },
          ],
        ),
      ),
  ];
}

function hasPort(
  ports: Record<string, unknown>,
  { port, protocol }: AddressWish,
): boolean {
  return (
    port === undefined ||
    Object.keys(ports).some(key => {
      const there = mapAt(ports, key);
      return there.port === port && (there.protocol ?? 'TCP') === protocol;
    })
  );
}

/** The port that is asked for, as app-template writes it. */
function wantedPort(
  { port, protocol }: AddressWish,
  reason: string,
): Record<string, unknown> {
  if (port === undefined) {
    throw new InputError(`port: say which one is reached there; ${reason}.`);
  }
  return {
    [`${protocol.toLowerCase()}-${port}`]: {
      port,
      // TCP is what it is when nothing is said.
      ...(protocol === 'TCP' ? {} : { protocol }),
    },
  };
}

function described(ports: Readonly<Record<string, unknown>>): string {
  return Object.keys(ports)
    .map(key => mapAt(ports, key))
    .map(({ port, protocol }) => `\`${port}/${protocol ?? 'TCP'}\``)
    .join(', ');
}

import { StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { controllerOfKind, controllerRef } from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { isPodReady } from '../workloads/podState';

const GROUP = 'gateway.networking.k8s.io';
const CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller';
const RETRY_MS = 2_000;
const PROXY_IMAGE = 'docker.io/envoyproxy/envoy:distroless-v1.37.0';

interface Listener {
  name: string;
  port: number;
  protocol: string;
}

const ownerLabels = ({ metadata }: StoredObject) => ({
  'gateway.envoyproxy.io/owning-gateway-name': metadata.name,
  'gateway.envoyproxy.io/owning-gateway-namespace': metadata.namespace ?? '',
});

const routesOf = (gateway: StoredObject, { store }: Lab) =>
  store
    .list({ group: GROUP, kind: 'HTTPRoute' })
    .filter(route =>
      (route.spec?.parentRefs ?? []).some(
        ({ name, namespace }: { name: string; namespace?: string }) =>
          name === gateway.metadata.name &&
          (namespace ?? route.metadata.namespace) ===
            gateway.metadata.namespace,
      ),
    );

/** Whether the controller that serves gateways runs anywhere. */
const hasController = ({ store }: Lab) =>
  store
    .list({ group: '', kind: 'Pod' })
    .some(
      pod =>
        pod.metadata.labels?.['control-plane'] === 'envoy-gateway' &&
        isPodReady(pod),
    );

/**
 * What Envoy Gateway does: accepts Gateways, runs a proxy for each, publishes it
 * as a load balancer, and says so in the status. Without a ready envoy-gateway
 * pod nothing happens.
 * @public
 */
export class GatewayController implements Controller {
  readonly name = 'envoy-gateway';
  readonly group = GROUP;
  readonly kind = 'Gateway';
  readonly watches = [
    {
      group: '',
      kind: 'Service',
      map: (one: StoredObject) => controllerOfKind(one, 'Gateway'),
    },
    {
      group: 'apps',
      kind: 'Deployment',
      map: (one: StoredObject) => controllerOfKind(one, 'Gateway'),
    },
    {
      group: GROUP,
      kind: 'HTTPRoute',
      *map(route: StoredObject) {
        for (const { name, namespace } of route.spec?.parentRefs ?? []) {
          yield { name, namespace: namespace ?? route.metadata.namespace };
        }
      },
    },
  ];

  reconcile(gateway: StoredObject, lab: Lab): number | undefined {
    if (gateway.metadata.deletionTimestamp) return undefined;
    const gatewayClass = lab.store.get({
      group: GROUP,
      kind: 'GatewayClass',
      name: gateway.spec?.gatewayClassName ?? '',
    });
    if (
      gatewayClass?.spec?.controllerName !== CONTROLLER ||
      !hasController(lab)
    )
      return RETRY_MS;
    this.#acceptClass(gatewayClass, lab);
    const service = this.#applyService(gateway, lab);
    const proxy = this.#applyProxy(gateway, lab);
    this.#report(gateway, lab, { service, proxy });
    return undefined;
  }

  #acceptClass(gatewayClass: StoredObject, lab: Lab): void {
    const accepted: Condition = {
      type: 'Accepted',
      status: 'True',
      reason: 'Accepted',
      message: 'Valid GatewayClass',
      observedGeneration: gatewayClass.metadata.generation,
    };
    const conditions = withCondition(
      gatewayClass.status?.conditions,
      accepted,
      lab.clock.now(),
    );
    writeStatus(lab.store, gatewayClass, {
      ...gatewayClass.status,
      conditions,
    });
  }

  #meta(gateway: StoredObject) {
    return {
      name: gateway.metadata.name,
      namespace: gateway.metadata.namespace,
      labels: {
        'app.kubernetes.io/component': 'proxy',
        'app.kubernetes.io/managed-by': 'envoy-gateway',
        'app.kubernetes.io/name': 'envoy',
        ...ownerLabels(gateway),
      },
      ownerReferences: [controllerRef(gateway)],
    };
  }

  #applyService(gateway: StoredObject, lab: Lab): StoredObject {
    const annotations = gateway.spec?.infrastructure?.annotations;
    const listeners: Listener[] = gateway.spec?.listeners ?? [];
    return lab.store.apply(
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          ...this.#meta(gateway),
          ...(annotations ? { annotations } : {}),
        },
        spec: {
          type: 'LoadBalancer',
          ports: listeners.map(({ name, port }) => ({
            name,
            port,
            targetPort: port + 10_000,
          })),
          selector: ownerLabels(gateway),
        },
      },
      { fieldManager: this.name },
    );
  }

  #applyProxy(gateway: StoredObject, lab: Lab): StoredObject {
    const meta = this.#meta(gateway);
    return lab.store.apply(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: meta,
        spec: {
          replicas: 1,
          selector: { matchLabels: ownerLabels(gateway) },
          template: {
            metadata: { labels: meta.labels },
            spec: {
              containers: [
                {
                  name: 'envoy',
                  image: PROXY_IMAGE,
                  resources: { requests: { cpu: '100m', memory: '512Mi' } },
                },
              ],
            },
          },
        },
      },
      { fieldManager: this.name },
    );
  }

  #report(
    gateway: StoredObject,
    lab: Lab,
    { service, proxy }: { service: StoredObject; proxy: StoredObject },
  ): void {
    const live = lab.store.get(refOf(service)) ?? service;
    const addresses: Array<{ ip: string }> =
      live.status?.loadBalancer?.ingress ?? [];
    const isServed =
      addresses.length > 0 && Number(proxy.status?.availableReplicas ?? 0) > 0;
    const observedGeneration = gateway.metadata.generation;
    const accepted: Condition = {
      type: 'Accepted',
      status: 'True',
      reason: 'Accepted',
      message: 'The Gateway has been scheduled by Envoy Gateway',
      observedGeneration,
    };
    const programmed: Condition = isServed
      ? {
          type: 'Programmed',
          status: 'True',
          reason: 'Programmed',
          message:
            'Address assigned to the Gateway, 1/1 envoy replicas available',
          observedGeneration,
        }
      : {
          type: 'Programmed',
          status: 'False',
          reason: 'NoResources',
          message: 'Envoy replicas unavailable',
          observedGeneration,
        };
    const now = lab.clock.now();
    const conditions = [accepted, programmed].reduce(
      (all, one) => withCondition(all, one, now),
      gateway.status?.conditions as Condition[] | undefined,
    );
    const attachedRoutes = routesOf(gateway, lab).length;
    writeStatus(lab.store, gateway, {
      addresses: addresses.map(({ ip }) => ({ type: 'IPAddress', value: ip })),
      conditions,
      listeners: ((gateway.spec?.listeners ?? []) as Listener[]).map(
        ({ name }) =>
          this.#listenerStatus(gateway, { name, attachedRoutes, now }),
      ),
    });
  }

  #listenerStatus(
    gateway: StoredObject,
    {
      name,
      attachedRoutes,
      now,
    }: { name: string; attachedRoutes: number; now: number },
  ) {
    const before = (gateway.status?.listeners ?? []).find(
      (one: { name: string }) => one.name === name,
    );
    const conditions = [
      [
        'Programmed',
        'Sending translated listener configuration to the data plane',
      ],
      ['Accepted', 'Listener has been successfully translated'],
      ['ResolvedRefs', 'Listener references have been resolved'],
    ].reduce<Condition[]>(
      (all, [type, message]) =>
        withCondition(
          all,
          {
            type,
            status: 'True',
            reason: type,
            message,
            observedGeneration: gateway.metadata.generation,
          },
          now,
        ),
      before?.conditions ?? [],
    );
    return {
      name,
      attachedRoutes,
      supportedKinds: ['HTTPRoute', 'GRPCRoute'].map(kind => ({
        group: GROUP,
        kind,
      })),
      conditions,
    };
  }
}

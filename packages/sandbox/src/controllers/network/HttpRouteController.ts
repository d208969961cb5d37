import { StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, conditionOf, withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { writeStatus } from '../runtime/writeStatus';

const GROUP = 'gateway.networking.k8s.io';
const CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller';

interface ParentRef {
  name: string;
  namespace?: string;
  sectionName?: string;
}

interface ParentStatus {
  parentRef: ParentRef;
  controllerName: string;
  conditions: Condition[];
}

interface BackendRef {
  name: string;
  namespace?: string;
  kind?: string;
}

const routes = ({ store }: Lab) =>
  store
    .list({ group: GROUP, kind: 'HTTPRoute' })
    .map(({ metadata }) => metadata);

function missingBackend(
  route: StoredObject,
  { store }: Lab,
): string | undefined {
  const backends: BackendRef[] = (route.spec?.rules ?? []).flatMap(
    ({ backendRefs = [] }: { backendRefs?: BackendRef[] }) => backendRefs,
  );
  const missing = backends.find(({ name, namespace, kind = 'Service' }) => {
    const ref = {
      group: '',
      kind,
      name,
      namespace: namespace ?? route.metadata.namespace,
    };
    return kind === 'Service' && !store.get(ref);
  });
  return (
    missing && `service ${route.metadata.namespace}/${missing.name} not found`
  );
}

/**
 * Says to which Gateways an HTTPRoute is attached, as Envoy Gateway does. A
 * parent that does not exist, or that nobody serves, gets no status.
 * @public
 */
export class HttpRouteController implements Controller {
  readonly name = 'envoy-gateway';
  readonly group = GROUP;
  readonly kind = 'HTTPRoute';
  readonly watches = [
    {
      group: GROUP,
      kind: 'Gateway',
      map: (_gateway: StoredObject, lab: Lab) => routes(lab),
    },
    {
      group: '',
      kind: 'Service',
      map: (service: StoredObject, lab: Lab) =>
        routes(lab).filter(
          ({ namespace }) => namespace === service.metadata.namespace,
        ),
    },
  ];

  reconcile(route: StoredObject, lab: Lab): undefined {
    if (route.metadata.deletionTimestamp) return;
    const why = missingBackend(route, lab);
    const parents = ((route.spec?.parentRefs ?? []) as ParentRef[])
      .filter(parent => this.#isServed(route, parent, lab))
      .map(parent =>
        this.#parentStatus(route, { parent, why, now: lab.clock.now() }),
      );
    writeStatus(lab.store, route, { parents });
  }

  #isServed(
    route: StoredObject,
    { name, namespace }: ParentRef,
    { store }: Lab,
  ): boolean {
    const gateway = store.get({
      group: GROUP,
      kind: 'Gateway',
      namespace: namespace ?? route.metadata.namespace,
      name,
    });
    return conditionOf(gateway, 'Accepted')?.status === 'True';
  }

  #parentStatus(
    route: StoredObject,
    {
      parent,
      why,
      now,
    }: { parent: ParentRef; why: string | undefined; now: number },
  ): ParentStatus {
    const before = ((route.status?.parents ?? []) as ParentStatus[]).find(
      ({ parentRef }) =>
        parentRef.name === parent.name &&
        parentRef.namespace === parent.namespace,
    );
    const observedGeneration = route.metadata.generation;
    const accepted: Condition = {
      type: 'Accepted',
      status: 'True',
      reason: 'Accepted',
      message: 'Route is accepted',
      observedGeneration,
    };
    const resolved: Condition = why
      ? {
          type: 'ResolvedRefs',
          status: 'False',
          reason: 'BackendNotFound',
          message: why,
          observedGeneration,
        }
      : {
          type: 'ResolvedRefs',
          status: 'True',
          reason: 'ResolvedRefs',
          message: 'Resolved all the Object references for the Route',
          observedGeneration,
        };
    return {
      parentRef: parent,
      controllerName: CONTROLLER,
      conditions: [accepted, resolved].reduce<Condition[]>(
        (all, one) => withCondition(all, one, now),
        before?.conditions ?? [],
      ),
    };
  }
}

import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix } from '../runtime/digest';
import { matchesLabels } from '../runtime/matchesLabels';
import { controllerRef } from '../runtime/owners';
import { isPodReady } from './podState';

interface ServicePort {
  name?: string;
  port: number;
  protocol?: string;
  targetPort?: number | string;
}

interface NamedPort {
  name?: string;
  containerPort: number;
}

function portNumber(
  { port, targetPort = port }: ServicePort,
  pods: readonly StoredObject[],
) {
  if (typeof targetPort === 'number') return targetPort;
  const ports: NamedPort[] = pods.flatMap(({ spec }) =>
    (spec?.containers ?? []).flatMap(
      (one: { ports?: NamedPort[] }) => one.ports ?? [],
    ),
  );
  return ports.find(({ name }) => name === targetPort)?.containerPort ?? port;
}

const selects = (service: StoredObject, pod: StoredObject) =>
  service.spec?.selector !== undefined &&
  service.metadata.namespace === pod.metadata.namespace &&
  matchesLabels({ matchLabels: service.spec.selector }, pod.metadata.labels);

/** Writes the ready pods behind each Service. @public */
export class EndpointSliceController implements Controller {
  readonly name = 'endpointslice-controller';
  readonly group = '';
  readonly kind = 'Service';
  readonly watches = [
    {
      group: '',
      kind: 'Pod',
      map: (pod: StoredObject, { store }: Lab) =>
        store
          .list(
            { group: '', kind: 'Service' },
            { namespace: pod.metadata.namespace },
          )
          .filter(service => selects(service, pod))
          .map(({ metadata }) => metadata),
    },
  ];

  reconcile(service: StoredObject, lab: Lab): undefined {
    if (service.metadata.deletionTimestamp || !service.spec?.selector) return;
    const { name, namespace } = service.metadata;
    const pods = lab.store
      .list({ group: '', kind: 'Pod' }, { namespace })
      .filter(pod => selects(service, pod) && pod.status?.podIP);
    lab.store.apply(
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: `${name}-${nameSuffix(service.metadata.uid ?? name)}`,
          namespace,
          labels: {
            'endpointslice.kubernetes.io/managed-by':
              'endpointslice-controller.k8s.io',
            'kubernetes.io/service-name': name,
          },
          ownerReferences: [controllerRef(service)],
        },
        addressType: 'IPv4',
        endpoints: pods.map(pod => ({
          addresses: [pod.status.podIP],
          conditions: {
            ready: isPodReady(pod),
            serving: isPodReady(pod),
            terminating: pod.metadata.deletionTimestamp !== undefined,
          },
          nodeName: pod.spec.nodeName,
          targetRef: {
            kind: 'Pod',
            name: pod.metadata.name,
            namespace,
            uid: pod.metadata.uid,
          },
        })),
        ports: ((service.spec.ports ?? []) as ServicePort[]).map(port => ({
          name: port.name ?? '',
          port: portNumber(port, pods),
          protocol: port.protocol ?? 'TCP',
        })),
      },
      { fieldManager: this.name },
    );
  }
}

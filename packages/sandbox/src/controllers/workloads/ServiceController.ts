import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { writeStatus } from '../runtime/writeStatus';

const ADDRESS_ANNOTATIONS = [
  'lbipam.cilium.io/ips',
  'io.cilium/lb-ipam-ips',
  'metallb.io/loadBalancerIPs',
];
/** The pool that load balancers without a wish get their address from. */
const POOL_PREFIX = '192.168.42.';
const POOL_FIRST = 140;
const POOL_LAST = 199;
/** 10.43.0.1 is the API server's, 10.43.0.10 the cluster DNS'. */
const FIRST_CLUSTER_IP = 20;

const usedAddresses = (services: readonly StoredObject[]) =>
  new Set<string>(
    services.flatMap(({ status }) =>
      (status?.loadBalancer?.ingress ?? []).map(({ ip }: { ip: string }) => ip),
    ),
  );

function freeClusterIP(services: readonly StoredObject[]): string {
  const used = new Set(services.map(({ spec }) => spec?.clusterIP));
  for (let number = FIRST_CLUSTER_IP; ; number += 1) {
    const ip = `10.43.${Math.floor(number / 250)}.${(number % 250) + 1}`;
    if (!used.has(ip)) return ip;
  }
}

function freeLoadBalancerIP(
  services: readonly StoredObject[],
): string | undefined {
  const used = usedAddresses(services);
  for (let host = POOL_FIRST; host <= POOL_LAST; host += 1) {
    if (!used.has(`${POOL_PREFIX}${host}`)) return `${POOL_PREFIX}${host}`;
  }
  return undefined;
}

function wishedAddress(service: StoredObject): string | undefined {
  const { annotations = {} } = service.metadata;
  const key = ADDRESS_ANNOTATIONS.find(one => annotations[one]);
  return (
    (key && annotations[key].split(',')[0].trim()) ||
    service.spec?.loadBalancerIP
  );
}

/** Gives Services their addresses: in the cluster, and on the network for load balancers. @public */
export class ServiceController implements Controller {
  readonly name = 'service-controller';
  readonly group = '';
  readonly kind = 'Service';

  reconcile(service: StoredObject, lab: Lab): undefined {
    if (
      service.metadata.deletionTimestamp ||
      service.spec?.type === 'ExternalName'
    )
      return;
    const services = lab.store.list({ group: '', kind: 'Service' });
    const live = service.spec?.clusterIP
      ? service
      : this.#giveClusterIP(service, lab, services);
    if (
      live.spec?.type !== 'LoadBalancer' ||
      live.status?.loadBalancer?.ingress
    )
      return;
    const ip = wishedAddress(live) ?? freeLoadBalancerIP(services);
    if (!ip) {
      lab.events.record(live, this.name, {
        type: 'Warning',
        reason: 'AllocationFailed',
        message: `no address is free in ${POOL_PREFIX}${POOL_FIRST}-${POOL_LAST}`,
      });
      return;
    }
    writeStatus(lab.store, live, {
      ...live.status,
      loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] },
    });
  }

  #giveClusterIP(
    service: StoredObject,
    lab: Lab,
    services: readonly StoredObject[],
  ): StoredObject {
    const clusterIP = freeClusterIP(services);
    const ports = (service.spec?.ports ?? []).map((port: { port: number }) => ({
      protocol: 'TCP',
      targetPort: port.port,
      ...port,
    }));
    return lab.store.update({
      ...service,
      spec: {
        type: 'ClusterIP',
        sessionAffinity: 'None',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        internalTrafficPolicy: 'Cluster',
        ...service.spec,
        ports,
        clusterIP,
        clusterIPs: [clusterIP],
      },
    });
  }
}

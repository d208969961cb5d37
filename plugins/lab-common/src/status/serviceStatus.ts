import type { KubeObject } from '../kubeObject';
import { fieldsOf, listOf, textOf } from '../fields';
import { statusOf } from './statusOf';
import type { ObjectStatus } from './statusOf';

/** Status of a Service: only a load balancer has something to wait for. */
export function serviceStatus(object: KubeObject): ObjectStatus {
  const spec = fieldsOf(object.spec);
  if (spec.type !== 'LoadBalancer') {
    return statusOf('Current', 'The service exists');
  }
  const balancer = fieldsOf(fieldsOf(object.status).loadBalancer);
  const addresses = listOf(balancer.ingress).flatMap(
    entry => textOf(entry.ip) ?? textOf(entry.hostname) ?? [],
  );
  if (addresses.length === 0) {
    return statusOf('InProgress', 'No address was given to the load balancer', {
      severity: 'warning',
      reason: 'NoAddress',
    });
  }
  return statusOf('Current', `Reachable at ${addresses.join(', ')}`);
}

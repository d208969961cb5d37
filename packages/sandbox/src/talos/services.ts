import type { MachineCondition, TalosMachine } from './TalosMachine';

/** A service of Talos on a machine. */
export interface TalosService {
  readonly id: string;
  /** Unset: it has no health check. */
  readonly isHealthy?: boolean;
  readonly message: string;
}

const EVERYWHERE = [
  'apid',
  'auditd',
  'containerd',
  'cri',
  'kubelet',
  'machined',
  'syslogd',
  'udevd',
];
const CONTROL_PLANE = ['etcd', 'trustd'];
/** Those without a health check. */
const UNCHECKED = ['auditd', 'syslogd', 'udevd'];

/** The services of a machine, in the order of their names. */
export function servicesOf(
  machine: TalosMachine,
  now: MachineCondition,
): TalosService[] {
  const ids = [...EVERYWHERE, ...(machine.isControlPlane ? CONTROL_PLANE : [])];
  return ids.sort().map(id => {
    if (id === 'kubelet' && now.faults.has('kubelet-unhealthy')) {
      return {
        id,
        isHealthy: false,
        message:
          'Health check failed: Get "http://127.0.0.1:10248/healthz": dial tcp 127.0.0.1:10248: connect: connection refused',
      };
    }
    return UNCHECKED.includes(id)
      ? { id, message: `Started task ${id}` }
      : { id, isHealthy: true, message: 'Health check successful' };
  });
}

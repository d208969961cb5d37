import { StoredObject } from '../../kubernetes/ObjectStore';
import { sha256 } from '../runtime/digest';

/** A machine of the lab. @public */
export interface Machine {
  name: string;
  address: string;
  isControlPlane: boolean;
}

const KUBELET_VERSION = 'v1.36.4';
const OS_IMAGE = 'Talos (v1.13.9)';

/** Six cores with 32 GiB for a control plane, eight with 64 GiB for a worker; a little is the system's own. */
const SIZES = {
  controlPlane: { cpu: 6, memoryKi: 32 * 2 ** 20 },
  worker: { cpu: 8, memoryKi: 64 * 2 ** 20 },
};
const RESERVED_KI = 2 ** 20;

/** The Node that Talos registers for a machine. @public */
export function nodeObject(machine: Machine, podCIDR: string): StoredObject {
  const { name, address, isControlPlane } = machine;
  const size = isControlPlane ? SIZES.controlPlane : SIZES.worker;
  const capacity = {
    cpu: String(size.cpu),
    memory: `${size.memoryKi}Ki`,
    pods: '110',
    'ephemeral-storage': '487108Mi',
  };
  const id = sha256(name);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...(isControlPlane
          ? { 'node-role.kubernetes.io/control-plane': '' }
          : {}),
      },
      annotations: { 'cluster.talos.dev/node-id': id.slice(0, 43) },
    },
    spec: { podCIDR, podCIDRs: [podCIDR], providerID: `talos://${name}` },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      capacity,
      allocatable: {
        ...capacity,
        cpu: `${size.cpu * 1_000 - 50}m`,
        memory: `${size.memoryKi - RESERVED_KI}Ki`,
      },
      nodeInfo: {
        architecture: 'amd64',
        bootID: id.slice(0, 32),
        containerRuntimeVersion: 'containerd://2.2.1',
        kernelVersion: '6.18.24-talos',
        kubeProxyVersion: '',
        kubeletVersion: KUBELET_VERSION,
        machineID: id.slice(32, 64),
        operatingSystem: 'linux',
        osImage: OS_IMAGE,
        systemUUID: id.slice(0, 36),
      },
    },
  };
}

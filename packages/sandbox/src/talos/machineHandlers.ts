import {
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { PODS_NAMESPACE } from './containers';
import { etcdAlarms, etcdMembers, etcdStatus } from './etcd';
import { defragment, disarmAlarms, restartService } from './machineActions';
import { mountsOf } from './machineResources';
import { MACHINE_SERVICE } from './protocol';
import { reach, rolesOf, routeCall, TalosError } from './routeCall';
import { servicesOf } from './services';
import type { TalosLab } from './TalosLab';
import { versionOf, type TalosMachine } from './TalosMachine';

/** When the lab's machines booted, before the lab itself did. */
const UP_SINCE_MS = 3 * 86_400_000;

type Answerer = (
  machine: TalosMachine,
  lab: TalosLab,
  call: { nowMs: number; request: Readonly<Record<string, any>> },
) => object;

/** Refuses on machines that have no etcd. */
export function requireEtcd(machine: TalosMachine): void {
  if (!machine.isControlPlane) {
    throw new TalosError(
      status.UNIMPLEMENTED,
      'etcd is not available on this node type',
    );
  }
}

const ANSWERERS: Readonly<Record<string, Answerer>> = {
  Version: (machine, lab) => ({
    version: {
      tag: versionOf(machine, lab.conditionOf(machine)),
      sha: 'c0ffee00',
      goVersion: 'go1.26.6',
      os: 'linux',
      arch: 'amd64',
    },
    platform: { name: 'metal', mode: 'metal' },
    features: { rbac: true },
  }),
  ServiceList: (machine, lab, { nowMs }) => ({
    services: servicesOf(machine, lab.conditionOf(machine)).map(service => {
      const startedMs = lab.journalOf(machine).startedAt(service.id);
      const seconds = Math.floor((startedMs ?? nowMs - UP_SINCE_MS) / 1000);
      const ts = { seconds, nanos: 0 };
      return {
        id: service.id,
        state: 'Running',
        events: {
          events: [{ msg: service.message, state: 'Running', ts }],
        },
        health: {
          unknown: service.isHealthy === undefined,
          healthy: service.isHealthy ?? false,
          lastMessage: service.isHealthy === false ? service.message : '',
          lastChange: ts,
        },
      };
    }),
  }),
  Mounts: (machine, lab) => ({
    stats: mountsOf(machine, lab.conditionOf(machine)),
  }),
  Containers: (machine, lab, { request }) => ({
    containers:
      request.namespace === PODS_NAMESPACE ? lab.containersOf(machine) : [],
  }),
  EtcdStatus: (machine, lab) => {
    requireEtcd(machine);
    return {
      memberStatus: etcdStatus(
        machine,
        lab.conditionOf(machine),
        lab.cluster(),
      ),
    };
  },
  EtcdMemberList: (machine, lab) => {
    requireEtcd(machine);
    return { members: etcdMembers(lab.cluster()) };
  },
  EtcdAlarmList: (machine, lab) => {
    requireEtcd(machine);
    return {
      memberAlarms: etcdAlarms(
        lab.cluster(),
        one => lab.conditionOf(one).faults,
      ),
    };
  },
  EtcdDefragment: (machine, lab) => {
    requireEtcd(machine);
    return defragment(machine, lab);
  },
  EtcdAlarmDisarm: (machine, lab) => {
    requireEtcd(machine);
    return disarmAlarms(lab);
  },
  ServiceRestart: (machine, lab, { request }) =>
    restartService(machine, lab, request.id),
  Reboot: (machine, lab) => ({ actorId: lab.reboot(machine) }),
};

/** `machine.MachineService` of one machine; what it answers is of this moment. */
export function machineHandlers(options: {
  lab: TalosLab;
  self: TalosMachine;
  now: () => number;
}): UntypedServiceImplementation {
  const names = Object.entries(MACHINE_SERVICE)
    .filter(([, { responseStream }]) => !responseStream)
    .map(([name]) => name);
  return Object.fromEntries(
    names.map(name => [
      name,
      (call: ServerUnaryCall<object, object>, send: sendUnaryData<object>) => {
        answer(name, call, options).then(
          message => send(null, message),
          error => send(error),
        );
      },
    ]),
  );
}

async function answer(
  name: string,
  call: ServerUnaryCall<object, object>,
  options: { lab: TalosLab; self: TalosMachine; now: () => number },
): Promise<object> {
  const { lab } = options;
  const { targets, isMany } = routeCall(
    {
      method: `/machine.MachineService/${name}`,
      metadata: call.metadata,
      roles: rolesOf(call),
    },
    { ...options, isManyAllowed: true },
  );
  const cancelled = new AbortController();
  call.on('cancelled', () => cancelled.abort());
  const ask = async (machine: TalosMachine) => {
    await reach(lab, machine, { signal: cancelled.signal });
    const answerer = ANSWERERS[name];
    if (!answerer) {
      throw new TalosError(
        status.UNIMPLEMENTED,
        `The embedded lab does not do ${name}`,
      );
    }
    return answerer(machine, lab, {
      nowMs: options.now(),
      request: call.request as Readonly<Record<string, any>>,
    });
  };
  if (!isMany) {
    return { messages: [await ask(targets[0])] };
  }
  // As apid does it: who fails has an entry that says so.
  return {
    messages: await Promise.all(
      targets.map(machine =>
        ask(machine).then(
          message => ({ metadata: { hostname: machine.address }, ...message }),
          error => ({
            metadata: {
              hostname: machine.address,
              error: `rpc error: ${error.message}`,
              status: { code: error.code, message: error.message },
            },
          }),
        ),
      ),
    ),
  };
}

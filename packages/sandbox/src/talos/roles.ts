const READ = ['os:admin', 'os:operator', 'os:reader'];
const READ_ETCD = [...READ, 'os:etcd:backup'];
const OPERATE = ['os:admin', 'os:operator'];
const BACK_UP = [...OPERATE, 'os:etcd:backup'];
const ADMIN = ['os:admin'];

/**
 * Who may call what. Source: the rules in siderolabs/talos
 * internal/app/machined/pkg/system/services/machined.go.
 */
const RULES: Readonly<Record<string, readonly string[]>> = {
  '/machine.MachineService/Version': READ,
  '/machine.MachineService/ServiceList': READ,
  '/machine.MachineService/Mounts': READ,
  '/machine.MachineService/EtcdStatus': READ_ETCD,
  '/machine.MachineService/EtcdMemberList': READ_ETCD,
  '/machine.MachineService/EtcdAlarmList': READ_ETCD,
  '/machine.MachineService/Containers': READ,
  '/machine.MachineService/Logs': READ,
  '/machine.MachineService/Dmesg': READ,
  '/machine.MachineService/Events': READ,
  '/machine.MachineService/EtcdSnapshot': BACK_UP,
  '/machine.MachineService/Reboot': OPERATE,
  '/machine.MachineService/Shutdown': OPERATE,
  '/machine.MachineService/ServiceRestart': OPERATE,
  '/machine.MachineService/EtcdDefragment': OPERATE,
  '/machine.MachineService/EtcdAlarmDisarm': OPERATE,
  '/machine.MachineService/Reset': ADMIN,
  '/cosi.resource.State/Get': READ,
  '/cosi.resource.State/List': READ,
  '/cosi.resource.State/Watch': READ,
  '/cosi.resource.State/Create': ADMIN,
  '/cosi.resource.State/Update': ADMIN,
  '/cosi.resource.State/Destroy': ADMIN,
};

/** Whether one of the roles may call the method; nobody may call one without a rule. */
export function mayCall(method: string, roles: readonly string[]): boolean {
  return (RULES[method] ?? []).some(role => roles.includes(role));
}

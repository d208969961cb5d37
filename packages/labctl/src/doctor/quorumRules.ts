import type { DoctorRule } from './DoctorRule';

/** Members that must be up: more than half. */
const quorumOf = (members: number) => Math.floor(members / 2) + 1;

export const controlPlanesAreOdd: DoctorRule = function* controlPlanesAreOdd({
  resolved,
}) {
  const count = resolved.computed.controller_count;
  if (count === 1) {
    yield {
      rule: 'single-control-plane',
      severity: 'info',
      path: ['nodes'],
      message:
        'one control plane: every reboot of it is an outage of the API, and etcd has no second copy; take snapshots off the node, or use three',
    };
  } else if (count % 2 === 0) {
    yield {
      rule: 'even-control-planes',
      severity: 'warning',
      path: ['nodes'],
      message: `${count} control planes: etcd needs ${quorumOf(
        count,
      )} of them, so it bears the loss of ${
        count - quorumOf(count)
      }, no more than with ${count - 1}; use ${count - 1} or ${count + 1}`,
    };
  }
};

/** Losing one machine must not lose the quorum of etcd. */
export const etcdIsSpread: DoctorRule = function* etcdIsSpread({
  lab,
  resolved,
}) {
  const { controllers } = resolved.computed;
  const mayLose = controllers.length - quorumOf(controllers.length);
  const hosts = new Set(controllers.flatMap(({ host }) => host ?? []));
  for (const host of hosts) {
    const members = controllers.filter(node => node.host === host);
    if (members.length > 1 && members.length > mayLose) {
      const index = lab.nodes.findIndex(({ name }) => name === members[1].name);
      const { kind } = lab.hosts.find(({ name }) => name === host) ?? {};
      const others = lab.hosts
        .filter(other => other.kind === kind && !hosts.has(other.name))
        .map(({ name }) => name);
      yield {
        rule: 'etcd-on-one-host',
        severity: 'warning',
        path: ['nodes', index, 'host'],
        message: `${members
          .map(({ name }) => name)
          .join(' and ')} run on ${host}: losing it loses the quorum of etcd; ${
          others.length > 0
            ? `move one to ${others.join(' or ')}`
            : 'spread them over three hosts'
        }`,
      };
    }
  }
};

export const workersHaveCompany: DoctorRule = function* workersHaveCompany({
  resolved,
}) {
  const { computed, cluster } = resolved;
  if (
    computed.workers.length === 1 &&
    !cluster.kubernetes.schedule_on_control_planes
  ) {
    yield {
      rule: 'one-schedulable-node',
      severity: 'warning',
      path: ['kubernetes', 'schedule_on_control_planes'],
      message: `all apps run on ${computed.workers[0].name}: nothing takes over when it is down; add a worker, or write true here`,
    };
  }
};

/** Three copies want three machines; a fourth is where they heal to. */
export const cephHasHosts: DoctorRule = function* cephHasHosts({
  resolved,
  chosen,
}) {
  const count = resolved.computed.ceph_nodes.length;
  if (chosen.includes('rook-ceph') && count > 0 && count < 4) {
    yield {
      rule: 'few-ceph-hosts',
      severity: count < 3 ? 'warning' : 'info',
      path: ['nodes'],
      message:
        count < 3
          ? `Ceph has disks on ${count} of the three hosts that three copies need; add ceph_disks to ${
              3 - count
            } more`
          : 'Ceph has disks on three hosts: with one down, three copies have nowhere to heal to until it is back; a fourth would be room for that',
    };
  }
};

export const longhornHasNodes: DoctorRule = function* longhornHasNodes({
  resolved,
  chosen,
}) {
  const { schedulable_count } = resolved.computed;
  if (chosen.includes('longhorn') && schedulable_count < 3) {
    yield {
      rule: 'few-longhorn-nodes',
      severity: 'warning',
      path: ['nodes'],
      message: `Longhorn keeps three replicas, and ${schedulable_count} nodes may run them; add workers, or let control planes run apps`,
    };
  }
};

import {
  fieldsOf,
  textOf,
  type KubeObject,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { Check } from '../contract/machine';
import { hasCondition } from '../kubernetes/hasCondition';
import {
  judgeObjects,
  named,
  nameOf,
  type Finding,
} from '../kubernetes/judgeObjects';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import { budgetFinding } from './budgetFinding';
import { drainChecks } from './drainChecks';

/** Whether all nodes are there to take what a restarting one gives away. */
export function nodesCheck(kubernetes: KubernetesSnapshot | undefined): Check {
  return {
    id: 'nodes',
    title: 'All nodes of Kubernetes are ready, and none is cordoned',
    ...judgeObjects(kubernetes?.nodes, nodesReady),
  };
}

/**
 * What Kubernetes says about whether a machine may be drained and restarted: this
 * one, or any of them where none is named.
 */
export function restartChecks(
  kubernetes: KubernetesSnapshot | undefined,
  options: { node?: string } = {},
): Check[] {
  const isHere = (instance: KubeObject) =>
    options.node === undefined ||
    fieldsOf(instance.status).nodeName === options.node;
  return [
    {
      id: 'ceph',
      title: 'Ceph is healthy',
      ...judgeObjects(
        kubernetes?.cephClusters,
        cephHealthy,
        'There is no Rook here.',
      ),
    },
    ...(options.node === undefined
      ? [
          {
            id: 'budgets',
            title: 'No disruption budget keeps a machine from being drained',
            ...judgeObjects(kubernetes?.disruptionBudgets, budgetFinding),
          },
        ]
      : drainChecks(kubernetes, options.node)),
    {
      id: 'virtual-machines',
      title: 'No virtual machine keeps its machine from being drained',
      ...judgeObjects(
        kubernetes?.virtualMachines,
        instances => machinesMove(instances.filter(isHere)),
        'There is no KubeVirt here.',
      ),
    },
  ];
}

function nodesReady(nodes: readonly KubeObject[]): Finding {
  const unready = nodes.filter(node => !hasCondition(node, 'Ready'));
  const cordoned = nodes.filter(({ spec }) => fieldsOf(spec).unschedulable);
  const told = [
    ...(unready.length ? [`Not ready: ${named(unready.map(nameOf))}.`] : []),
    ...(cordoned.length
      ? [
          `Cordoned: ${named(
            cordoned.map(nameOf),
          )}; what was there has to fit on the others.`,
        ]
      : []),
  ];
  if (nodes.length === 0) {
    return { severity: 'unknown', reason: 'No node was seen.' };
  }
  const severity: Severity = unready.length ? 'error' : 'warning';
  return told.length
    ? { severity, reason: told.join(' ') }
    : {
        severity: 'ok',
        reason: nodes.length === 1 ? 'It is.' : `All ${nodes.length} are.`,
      };
}

const CEPH_SEVERITY: Readonly<Record<string, Severity>> = {
  HEALTH_OK: 'ok',
  HEALTH_WARN: 'warning',
  HEALTH_ERR: 'error',
};

function cephHealthy(clusters: readonly KubeObject[]): Finding {
  if (clusters.length === 0) {
    return { severity: 'ok', reason: 'There is no Ceph here.' };
  }
  const [worst] = clusters
    .map(cluster => {
      const ceph = fieldsOf(fieldsOf(cluster.status).ceph);
      const health = textOf(ceph.health);
      const codes = Object.keys(fieldsOf(ceph.details));
      const details = codes.length ? ` (${named(codes)})` : '';
      return {
        severity: CEPH_SEVERITY[health ?? ''] ?? ('unknown' as const),
        reason: health
          ? `${nameOf(cluster)} says ${health}${details}.`
          : `${nameOf(cluster)} does not say how it is.`,
      };
    })
    .sort((a, b) => Number(a.severity === 'ok') - Number(b.severity === 'ok'));
  return worst.severity === 'ok' || worst.severity === 'unknown'
    ? worst
    : {
        ...worst,
        reason: `${worst.reason} Each restart takes copies away: wait for HEALTH_OK.`,
      };
}

function machinesMove(instances: readonly KubeObject[]): Finding {
  const stuck = instances.filter(
    instance =>
      fieldsOf(instance.spec).evictionStrategy === 'LiveMigrate' &&
      hasCondition(instance, 'LiveMigratable', 'False'),
  );
  return stuck.length
    ? {
        severity: 'warning',
        reason: `Must be moved and can not be: ${named(
          stuck.map(nameOf),
        )}. Stop them when their machine’s turn comes.`,
      }
    : { severity: 'ok', reason: 'None does.' };
}

import {
  fieldsOf,
  numberOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import { named, nameOf, type Finding } from '../kubernetes/judgeObjects';

/**
 * Budgets that allow nothing by design, because their operator moves the pod away
 * when its machine is drained: KubeVirt’s of virtual machines, which have a check of
 * their own, and CloudNativePG’s of a primary.
 */
function ownerOf({
  metadata,
}: KubeObject): 'virtual machine' | 'database' | undefined {
  const owners = metadata.ownerReferences ?? [];
  if (owners.some(({ kind }) => kind === 'VirtualMachineInstance')) {
    return 'virtual machine';
  }
  return owners.some(({ apiVersion }) =>
    apiVersion.startsWith('postgresql.cnpg.io/'),
  )
    ? 'database'
    : undefined;
}

/** Whether a drain would wait for a disruption budget. */
export function budgetFinding(all: readonly KubeObject[]): Finding {
  const budgets = all.filter(each => ownerOf(each) !== 'virtual machine');
  const blocking: string[] = [];
  const alone: string[] = [];
  const silent: string[] = [];
  const databases: string[] = [];
  for (const budget of budgets) {
    const status = fieldsOf(budget.status);
    const expected = numberOf(status.expectedPods);
    const allowed = numberOf(status.disruptionsAllowed);
    if (expected === undefined || allowed === undefined) {
      silent.push(nameOf(budget));
    } else if (expected > 0 && allowed === 0) {
      const list = expected === 1 ? alone : blocking;
      (ownerOf(budget) === 'database' ? databases : list).push(nameOf(budget));
    }
  }
  const told = [
    ...(alone.length
      ? [
          `A single replica that may not be disrupted: ${named(
            alone,
          )}. The drain waits for it until it gives up.`,
        ]
      : []),
    ...(blocking.length
      ? [`Allow no disruption now: ${named(blocking)}.`]
      : []),
    ...(silent.length ? [`Do not say yet: ${named(silent)}.`] : []),
    ...(databases.length
      ? [
          `CloudNativePG moves these away first, if they have a second instance: ${named(
            databases,
          )}.`,
        ]
      : []),
  ];
  if (told.length === 0) {
    return {
      severity: 'ok',
      reason: budgets.length
        ? `All ${budgets.length} budgets allow one.`
        : 'There is no budget.',
    };
  }
  const openSeverity = silent.length ? 'unknown' : 'info';
  return {
    severity: alone.length || blocking.length ? 'warning' : openSeverity,
    reason: told.join(' '),
  };
}

import {
  compareSeverity,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { Check } from '../contract/machine';
import {
  judgeObjects,
  named,
  nameOf,
  type Finding,
} from '../kubernetes/judgeObjects';
import type {
  KubernetesObjects,
  KubernetesSnapshot,
} from '../kubernetes/kubernetesKinds';
import { budgetFinding } from './budgetFinding';
import {
  isAlone,
  ownerText,
  podsToMove,
  podsWithoutCopy,
  selects,
} from './machinePods';

/** What a drain of one machine would wait for, and what it would stop. */
export function drainChecks(
  kubernetes: KubernetesSnapshot | undefined,
  node: string,
): Check[] {
  return [
    {
      id: 'budgets',
      title: 'No disruption budget keeps it from being drained',
      ...judgeObjects(kubernetes?.pods, pods =>
        budgetsOf(podsToMove(pods, node), kubernetes?.disruptionBudgets),
      ),
    },
    {
      id: 'copies',
      title: 'What runs on it has a copy on another machine',
      ...judgeObjects(kubernetes?.pods, pods =>
        copiesOf(podsToMove(pods, node), pods),
      ),
    },
  ];
}

function budgetsOf(
  moved: readonly KubeObject[],
  budgets: KubernetesObjects | undefined,
): Finding {
  return judgeObjects(budgets, all => {
    const own = all.filter(budget => moved.some(pod => selects(budget, pod)));
    return own.length === 0
      ? { severity: 'ok', reason: 'No budget is about a pod on it.' }
      : withPods(budgetFinding(own), own, moved);
  });
}

/** Which pods here a budget is about that does not let them go. */
function withPods(
  finding: Finding,
  budgets: readonly KubeObject[],
  moved: readonly KubeObject[],
): Finding {
  if (compareSeverity(finding.severity, 'warning') < 0) {
    return finding;
  }
  const pods = moved.filter(pod =>
    budgets.some(
      budget =>
        selects(budget, pod) &&
        compareSeverity(budgetFinding([budget]).severity, 'warning') >= 0,
    ),
  );
  return {
    ...finding,
    reason: `${finding.reason} Here that is ${named(pods.map(nameOf))}.`,
  };
}

/** Each once, by what started its pods: the names of these say little. */
function workloadsOf(pods: readonly KubeObject[]): string[] {
  const names = pods.map(
    pod => `${ownerText(pod)} in ${pod.metadata.namespace}`,
  );
  return [...new Set(names)].sort();
}

function copiesOf(
  moved: readonly KubeObject[],
  pods: readonly KubeObject[],
): Finding {
  const single = podsWithoutCopy(moved, pods);
  const alone = single.filter(isAlone);
  const movable = single.filter(pod => !isAlone(pod));
  if (single.length === 0) {
    return {
      severity: 'ok',
      reason: moved.length
        ? `Pods that would move: ${moved.length}. Each has one, or needs none.`
        : 'No pod would have to move.',
    };
  }
  return {
    severity: alone.length ? 'warning' : 'info',
    reason: [
      ...(alone.length
        ? [`Nothing starts these again: ${named(alone.map(nameOf))}.`]
        : []),
      ...(movable.length
        ? [
            `Away until they have started elsewhere: ${named(
              workloadsOf(movable),
            )}.`,
          ]
        : []),
    ].join(' '),
  };
}

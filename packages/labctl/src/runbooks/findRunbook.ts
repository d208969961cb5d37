import type { Runbook } from './Runbook';

/**
 * The page that answers a condition: the one that names its id, else the one
 * with the longest beginning of it (`ceph.*`). Unset when no page does.
 *
 * @public
 */
export function findRunbook(
  runbooks: readonly Runbook[],
  condition: string,
): Runbook | undefined {
  const answers = runbooks.flatMap(runbook =>
    runbook.conditions
      .filter(id => id === condition || isBeginning(id, condition))
      .map(id => ({ runbook, rank: id === condition ? Infinity : id.length })),
  );
  return answers.sort((one, other) => other.rank - one.rank)[0]?.runbook;
}

function isBeginning(id: string, condition: string): boolean {
  return id.endsWith('*') && condition.startsWith(id.slice(0, -1));
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TalosCondition } from '../contract/condition';

const FOLDER = path.resolve(__dirname, '../../../../infra/docs/runbooks');

/** As the site makes them of headings. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-');

/** Conditions that lead to a runbook, or to a place in one, that there is none of. */
export function withoutRunbook(
  conditions: readonly TalosCondition[],
): string[] {
  return conditions.flatMap(({ id, runbook }) => {
    const file = path.join(FOLDER, `${runbook?.page}.md`);
    if (!runbook || !existsSync(file)) {
      return [`${id}: no page ${runbook?.page}`];
    }
    const anchors = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(
      ([, heading]) => anchorOf(heading),
    );
    return runbook.anchor === undefined || anchors.includes(runbook.anchor)
      ? []
      : [`${id}: no place ${runbook.anchor} in ${runbook.page}`];
  });
}

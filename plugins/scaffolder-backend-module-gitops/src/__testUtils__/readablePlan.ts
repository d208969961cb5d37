import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';

/** The pull request as people read it. */
export function readablePlan(plan: ChangePlan): string {
  return [
    `# ${plan.title}`,
    `# ${plan.branch}`,
    '',
    plan.body,
    ...plan.files.map(({ diff }) => diff),
  ].join('\n');
}

import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { RepoStore } from '@homestage/backstage-plugin-gitops-node';
import { lintChange } from '../plan/lintChange';
import { describeFinding } from '../plan/describeFinding';
import { workspaceChange } from './workspaceChange';
import { treeInput } from './treeInput';
import { examples } from './lint.examples';

/**
 * Lints the tree as it would be with the workspace's files. In a dry run it
 * only reports; otherwise a finding of severity error stops the template.
 */
export function createLintAction(options: { repoStore: RepoStore }) {
  return createTemplateAction({
    id: 'homestage:gitops:lint',
    description:
      'Checks the GitOps tree as it would be with the files of the workspace; reports only what the change brings',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...treeInput,
        failOnError: z =>
          z
            .boolean()
            .default(true)
            .describe('Whether a finding of severity error stops the template'),
      },
      output: {
        findings: z => z.array(z.record(z.unknown())),
        hasErrors: z => z.boolean(),
      },
    },
    async handler(ctx) {
      const { repository, commit, failOnError } = ctx.input;
      const { files, newest } = await workspaceChange(options.repoStore, {
        workspacePath: ctx.workspacePath,
        repository,
        commit,
      });
      const findings = lintChange(newest.index, files);
      const errors = findings.filter(each => each.severity === 'error');
      ctx.output(
        'findings',
        findings.map(finding => ({ ...finding })),
      );
      ctx.output('hasErrors', errors.length > 0);
      for (const finding of findings) {
        ctx.logger.info(describeFinding(finding));
      }
      if (errors.length > 0 && failOnError !== false && !ctx.isDryRun) {
        throw new InputError(errors.map(describeFinding).join(' '));
      }
    },
  });
}

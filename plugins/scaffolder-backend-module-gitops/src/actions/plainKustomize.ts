import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { toPlainKustomize } from '@homestage/labctl';
import {
  readWorkspaceFiles,
  removeWorkspaceFiles,
  writeWorkspaceFile,
} from '../workspace/workspaceFiles';
import { examples } from './plainKustomize.examples';

/**
 * Turns the files of an app that were written for Flux into ones that kustomize
 * builds with Helm, as Argo CD applies them: `helmCharts` and `values.yaml` in the
 * place of the HelmRelease and its source.
 */
export function createPlainKustomizeAction() {
  return createTemplateAction({
    id: 'homestage:gitops:plain-kustomize',
    description:
      'Turns files of the workspace that were written for Flux into ones that kustomize builds with Helm',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        directory: z =>
          z.string().describe('Holds the kustomization.yaml of the app'),
        namespace: z => z.string().describe('Where its objects go'),
      },
    },
    async handler(ctx) {
      const { directory, namespace } = ctx.input;
      const all = await readWorkspaceFiles(ctx.workspacePath);
      const files = new Map(
        [...all].filter(([path]) => path.startsWith(`${directory}/`)),
      );
      if (files.size === 0) {
        throw new InputError(
          `directory: the workspace has no file in ${directory}. Write the app first.`,
        );
      }
      const plain = toPlainKustomize(files, new Map([[directory, namespace]]));
      await removeWorkspaceFiles(
        ctx.workspacePath,
        [...files.keys()].filter(path => !plain.has(path)),
      );
      for (const [path, text] of plain) {
        await writeWorkspaceFile(ctx.workspacePath, path, text);
      }
      ctx.logger.info(`Wrote ${plain.size} files for kustomize`);
    },
  });
}

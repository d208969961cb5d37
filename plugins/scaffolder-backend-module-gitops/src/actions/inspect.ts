import type { NewApp } from '@homestage/backstage-plugin-gitops-common';
import type {
  AppPresets,
  RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import type { TreeIndex } from '@homestage/gitops-tree';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { planApp } from '../plan/planApp';
import { treeStyle } from '../plan/treeStyle';
import { assertFields, planWish } from '../wishes/planWish';
import { currentTree } from './currentTree';
import { treeInput } from './treeInput';
import { examples } from './inspect.examples';

/**
 * Reads the tree: its conventions and, for a new app, where it goes and how its
 * files are written. Checks the app's fields again, so that a run that did not
 * come from the form is refused with the same words.
 */
export function createInspectAction(options: {
  repoStore: RepoStore;
  presets: AppPresets;
}) {
  return createTemplateAction({
    id: 'homestage:gitops:inspect',
    description:
      'Reads the GitOps tree as it is now: its conventions and, for a new app, its place and the style of its files',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        repository: treeInput.repository,
        app: z =>
          z
            .object({
              name: z.string(),
              namespace: z.string(),
              image: z.string(),
              port: z.number(),
              exposure: z
                .enum(['none', 'internal', 'external'])
                .default('none'),
              hostname: z.string().optional(),
              hasVolume: z
                .boolean()
                .optional()
                .describe('False: volume does not count'),
              volume: z
                .object({
                  size: z.string(),
                  mountPath: z.string(),
                  storageClass: z.string().optional(),
                })
                .optional(),
              preset: z
                .string()
                .optional()
                .describe('Says what is not asked here; unset: blank'),
            })
            .optional()
            .describe('The app that is to be added'),
        wish: z =>
          z
            .object({
              kind: z.string().describe('Such as suspend-app'),
              values: z
                .record(z.unknown())
                .describe('What the form asked; what is not of it is ignored'),
            })
            .optional()
            .describe('Any other change of the lab'),
        defaults: z =>
          z
            .object({
              appTemplate: z
                .object({
                  url: z.string().optional(),
                  version: z.string().optional(),
                })
                .optional(),
            })
            .optional()
            .describe('Used only where the tree has no example'),
      },
      output: {
        repository: z => z.string().describe('Name of the repository'),
        cluster: z =>
          z.string().optional().describe('The cluster the tree is applied to'),
        commit: z => z.string().describe('The commit everything is read from'),
        conventions: z =>
          z.record(z.unknown()).describe('What most of the tree does'),
        app: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('The app as YAML scalars for a skeleton'),
        place: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('Directories, list entries and edits for the app'),
        style: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('How the files of the app are written'),
        wish: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'What the wish comes to: namespace, name, values and directory for a skeleton, edits, removals, files, description',
            ),
        description: z =>
          z
            .string()
            .optional()
            .describe('What the pull request for the app says, in Markdown'),
        entityRef: z =>
          z.string().optional().describe('What the catalog will call the app'),
      },
    },
    async handler(ctx) {
      const current = await currentTree(
        options.repoStore,
        ctx.input.repository,
      );
      const { repository, tree } = current;
      ctx.output('repository', repository.name);
      ctx.output('cluster', repository.cluster);
      ctx.output('commit', tree.commit);
      ctx.output('conventions', plain(tree.conventions));
      if (ctx.input.app) {
        // The schema's default for `exposure` is applied by zod, not by the JSON schema check.
        const app: NewApp = {
          ...ctx.input.app,
          exposure: ctx.input.app.exposure ?? 'none',
        };
        assertFields(app, current);
        const plan = await planApp(app, {
          ...options,
          tree,
          cluster: repository.cluster ?? repository.name,
          defaults: ctx.input.defaults,
        });
        ctx.output('place', plain(plan.place));
        ctx.output('style', plain(plan.style));
        ctx.output('app', plain(plan.app));
        ctx.output('description', plan.description);
        ctx.output('entityRef', entityRefOf(app, tree.index));
      }
      if (ctx.input.wish) {
        const { kind, values } = ctx.input.wish;
        const plan = planWish(kind, values, current);
        ctx.output('wish', plain({ removals: [], files: [], ...plan }));
        ctx.output('style', plain(treeStyle(plan, tree)));
        ctx.output(
          'entityRef',
          plan.entityRef ?? entityRefOf(plan, tree.index),
        );
      }
      ctx.logger.info(
        `Read ${tree.index.apps.length} apps of '${
          repository.name
        }' at ${tree.commit.slice(0, 8)}`,
      );
    },
  });
}

/** As the catalog names it: with its namespace where another app has the name. */
function entityRefOf(
  { name, namespace }: { name: string; namespace: string },
  index: TreeIndex,
): string {
  const isShared = index.apps.some(
    app => app.name === name && app.namespace !== namespace,
  );
  return `component:default/${isShared ? `${namespace}-${name}` : name}`;
}

/** Step outputs are JSON: fields that are unset are left out. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

import { InputError, NotAllowedError } from '@backstage/errors';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CHANGE_BRANCH_PREFIX,
  CHANGE_PLAN_FILE,
  gitopsChangeCreatePermission,
  type ChangePlan,
} from '@homestage/backstage-plugin-gitops-common';
import {
  isForgeError,
  type ForgeService,
  type ImageRegistries,
  type RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import { titleLike } from '../plan/commitStyle';
import { checkImages } from '../plan/checkImages';
import { describeFinding } from '../plan/describeFinding';
import { newImages } from '../plan/newImages';
import { planChange, type Portal } from '../plan/planChange';
import { writeWorkspaceFile } from '../workspace/workspaceFiles';
import { treeInput } from './treeInput';
import { examples } from './pullRequest.examples';
import { submitPlan } from './submitPlan';
import { workspaceChange } from './workspaceChange';

/** What the action stands on. */
export interface PullRequestActionOptions {
  readonly repoStore: RepoStore;
  readonly forges: ForgeService;
  readonly images: ImageRegistries;
  readonly permissions: PermissionsService;
  /** Linked from the pull request; unset: nothing is. */
  readonly portal?: Portal;
}

type Input = {
  repository?: string;
  commit?: string;
  branch: string;
  title: string;
  description?: string;
  commitMessage?: string;
  overrideReason?: string;
  token?: string;
};

/**
 * Opens a pull request with the files of the workspace, or brings the one that
 * an earlier run opened up to date. A dry run writes nothing but its plan.
 */
export function createPullRequestAction(options: PullRequestActionOptions) {
  return createTemplateAction({
    id: 'homestage:gitops:pull-request',
    description:
      'Opens a pull request with the files of the workspace as one commit; running it again updates the same pull request',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...treeInput,
        branch: z =>
          z
            .string()
            .describe(
              'Names the change, such as add-app/media-jellyfin. The same change must have the same name each time.',
            ),
        title: z =>
          z
            .string()
            .min(1)
            .max(200)
            .describe(
              'As a conventional commit, such as feat(media): add jellyfin; written as the last commits of the tree are',
            ),
        description: z =>
          z.string().optional().describe('Why, in Markdown; the rest is added'),
        commitMessage: z => z.string().optional().describe('Unset: the title'),
        overrideReason: z =>
          z
            .string()
            .optional()
            .describe(
              'Opens it in spite of findings of severity error; goes into its text',
            ),
        token: z =>
          z
            .string()
            .optional()
            .describe(
              'Of the person who asks, such as secrets.USER_OAUTH_TOKEN, so that the forge sees them; unset: the credentials of integrations',
            ),
      },
      output: {
        url: z => z.string().optional().describe('Address of the pull request'),
        number: z => z.number().optional(),
        branch: z => z.string(),
        commit: z => z.string().optional().describe('Head of the branch'),
        outcome: z =>
          z
            .enum(['planned', 'opened', 'updated', 'unchanged'])
            .describe('`planned` in a dry run'),
        plan: z =>
          z
            .record(z.unknown())
            .describe('Files, diffs, findings, branch, title and body'),
      },
    },
    async handler(ctx) {
      await assertAllowed(ctx, options.permissions);
      const plan = await makePlan(ctx, options);
      ctx.output('branch', plan.branch);
      ctx.output('plan', JSON.parse(JSON.stringify(plan)));
      if (ctx.isDryRun) {
        await writeWorkspaceFile(
          ctx.workspacePath,
          CHANGE_PLAN_FILE,
          JSON.stringify(plan),
        );
        ctx.output('outcome', 'planned');
        return;
      }
      assertNotBlocked(plan);
      const token = tokenFor(plan, { ...options, token: ctx.input.token });
      const result = await ctx.checkpoint({
        key: `propose.${plan.repository}.${plan.branch}`,
        fn: () =>
          submitPlan(plan, {
            forge: options.forges.forRepository(plan.repository, { token }),
            author: authorOf(ctx),
            planAgain: () => makePlan(ctx, options),
          }),
      });
      ctx.output('url', result.url);
      ctx.output('number', result.number);
      ctx.output('commit', result.commit);
      ctx.output('outcome', result.outcome);
      ctx.logger.info(`Pull request ${result.outcome}: ${result.url}`);
    },
  });
}

async function makePlan(
  ctx: Pick<ActionContext<Input>, 'input' | 'workspacePath' | 'user'>,
  {
    repoStore,
    images,
    forges,
    portal,
  }: Omit<PullRequestActionOptions, 'permissions'>,
): Promise<ChangePlan> {
  const { input, workspacePath, user } = ctx;
  const branch = branchOf(input.branch);
  const { repository, newest, files } = await workspaceChange(repoStore, {
    workspacePath,
    repository: input.repository,
    commit: input.commit,
  });
  if (files.length === 0) {
    throw new InputError(
      `Nothing would change: branch '${repository.branch}' of '${repository.name}' holds all of it already.`,
    );
  }
  const messages = await latestMessages(repository, forges);
  return planChange(
    files,
    {
      repository: repository.name,
      branch,
      baseBranch: repository.branch,
      newest,
      otherFindings: await checkImages(newImages(newest.index, files), images),
    },
    {
      title: titleLike(input.title, messages),
      description: input.description,
      commitMessage: input.commitMessage,
      overrideReason: input.overrideReason?.trim() || undefined,
      requestedBy: user?.ref,
      portal,
    },
  );
}

/** None when the forge does not answer: a preview can do without, and whoever proposes next is told. */
async function latestMessages(
  { name, branch }: { name: string; branch: string },
  forges: ForgeService,
): Promise<string[]> {
  try {
    const commits = await forges.forRepository(name).latestCommits(branch);
    return commits.map(({ message }) => message);
  } catch (error) {
    if (isForgeError(error)) {
      return [];
    }
    throw error;
  }
}

/** Git's own rules are wider; these are the names that every forge shows as they are. */
function branchOf(name: string): string {
  if (
    !/^[a-z0-9][a-z0-9._/-]*[a-z0-9]$/.test(name) ||
    /\.\.|\/\/|\.lock$/.test(name)
  ) {
    throw new InputError(
      `branch: '${name}' may hold small letters, digits and . _ - / between them.`,
    );
  }
  return `${CHANGE_BRANCH_PREFIX}${name}`;
}

async function assertAllowed(
  ctx: Pick<ActionContext<Input>, 'getInitiatorCredentials' | 'isDryRun'>,
  permissions: PermissionsService,
): Promise<void> {
  if (ctx.isDryRun) {
    // Looking at what would be written is the scaffolder's own permission.
    return;
  }
  const [decision] = await permissions.authorize(
    [{ permission: gitopsChangeCreatePermission }],
    { credentials: await ctx.getInitiatorCredentials() },
  );
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `Opening pull requests needs the permission ${gitopsChangeCreatePermission.name}. Ask an operator of this portal, or see whether it is in read-only mode.`,
    );
  }
}

/** Unset: the credentials of `integrations`, where those may be used. */
function tokenFor(
  { repository }: ChangePlan,
  { forges, token }: { forges: ForgeService; token?: string },
): string | undefined {
  const signIn = forges.signIn(repository);
  if (signIn === 'required' && !token) {
    throw new InputError(
      `token: changes of '${repository}' are proposed as the person who asks (scaffolder.requireScmUserCredentials), and no sign-in to its forge came with this run. Open the form again and sign in at its first field.`,
    );
  }
  // A secret of this name may be there for another forge.
  return signIn === 'none' ? undefined : token || undefined;
}

function assertNotBlocked(plan: ChangePlan): void {
  if (plan.isBlocked) {
    const errors = plan.findings.filter(each => each.severity === 'error');
    throw new InputError(
      `The change was not proposed, because the checks found errors. ${errors
        .map(describeFinding)
        .join(' ')} Mend them, or give overrideReason.`,
    );
  }
}

function authorOf(
  ctx: Pick<ActionContext<Input>, 'user'>,
): { name: string; email: string } | undefined {
  const entity = ctx.user?.entity;
  const profile = entity?.spec?.profile;
  return profile?.email
    ? {
        name: profile.displayName ?? entity?.metadata.name ?? profile.email,
        email: profile.email,
      }
    : undefined;
}

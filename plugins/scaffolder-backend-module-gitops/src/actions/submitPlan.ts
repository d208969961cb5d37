import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';
import {
  isForgeError,
  proposeChange,
  type Forge,
  type ProposalResult,
} from '@homestage/backstage-plugin-gitops-node';

/** Somebody merges between planning and committing: plan again, this often at most. */
const MAX_ATTEMPTS = 3;

/** What there is afterwards, as JSON for a checkpoint. */
export type SubmitResult = {
  url: string;
  number: number;
  commit: string;
  outcome: ProposalResult['outcome'];
};

/**
 * Proposes the plan. When the base has moved on since, the change is planned
 * again on the newest tree.
 */
export async function submitPlan(
  plan: ChangePlan,
  options: {
    readonly forge: Forge;
    readonly author?: { readonly name: string; readonly email: string };
    readonly planAgain: () => Promise<ChangePlan>;
  },
): Promise<SubmitResult> {
  let current = plan;
  for (let attempt = 1; ; attempt++) {
    try {
      const { pullRequest, commit, outcome } = await proposeChange(
        options.forge,
        {
          branch: current.branch,
          base: current.base.branch,
          title: current.title,
          body: current.body,
          message: current.message,
          files: current.files,
          author: options.author,
        },
      );
      return {
        url: pullRequest.url,
        number: pullRequest.number,
        commit,
        outcome,
      };
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isForgeError(error, 'conflict')) {
        throw error;
      }
      const next = await options.planAgain();
      if (next.base.commit === current.base.commit || next.isBlocked) {
        // The base is the same, so planning again can not help.
        throw error;
      }
      current = next;
    }
  }
}

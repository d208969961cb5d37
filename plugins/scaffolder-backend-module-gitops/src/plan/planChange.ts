import type {
  ChangePlan,
  PlannedFile,
} from '@homestage/backstage-plugin-gitops-common';
import type {
  ProposedFile,
  RepoTree,
} from '@homestage/backstage-plugin-gitops-node';
import type { Finding } from '@homestage/gitops-tree';
import { createTwoFilesPatch } from 'diff';
import { describeChange } from './describeChange';
import { lintChange } from './lintChange';

/** What people say about a change. */
export interface ChangeWords {
  readonly title: string;
  /** Why, in Markdown; unset: the list of files says it. */
  readonly description?: string;
  /** Subject of the commit; unset: the title. */
  readonly commitMessage?: string;
  /** Opens the pull request in spite of findings of severity error. */
  readonly overrideReason?: string;
  /** Who asked for it, as an entity ref. */
  readonly requestedBy?: string;
  /** Where people see how far it comes; unset: nowhere that is known. */
  readonly portal?: Portal;
}

/** The page of changes of this portal. */
export interface Portal {
  readonly title: string;
  readonly url: string;
}

/** Where a change goes. */
export interface ChangeTarget {
  readonly repository: string;
  readonly branch: string;
  readonly baseBranch: string;
  readonly newest: RepoTree;
  /** What others than the linter mind, such as registries of images. */
  readonly otherFindings?: readonly Finding[];
}

/**
 * The whole pull request, before it exists: files with their diffs, findings,
 * texts. The same input gives the same plan, so that a second run finds nothing
 * to do.
 */
export function planChange(
  files: readonly ProposedFile[],
  target: ChangeTarget,
  words: ChangeWords,
): ChangePlan {
  const planned = files.map(toPlannedFile);
  const findings = [
    ...lintChange(target.newest.index, files),
    ...(target.otherFindings ?? []),
  ];
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return {
    repository: target.repository,
    branch: target.branch,
    base: { branch: target.baseBranch, commit: target.newest.commit },
    title: words.title,
    description: words.description?.trim() || undefined,
    body: describeChange({ files: planned, findings, words }),
    message: words.commitMessage ?? words.title,
    files: planned,
    findings,
    overrideReason: words.overrideReason,
    isBlocked: hasErrors && !words.overrideReason,
  };
}

function toPlannedFile({ path, before, after }: ProposedFile): PlannedFile {
  return {
    path,
    change: changeOf(before, after),
    before,
    after,
    diff: createTwoFilesPatch(
      before === undefined ? '/dev/null' : `a/${path}`,
      after === undefined ? '/dev/null' : `b/${path}`,
      before ?? '',
      after ?? '',
      undefined,
      undefined,
      { context: 3 },
    ).replace(/^=+\n/, ''),
  };
}

function changeOf(
  before: string | undefined,
  after: string | undefined,
): PlannedFile['change'] {
  if (before === undefined) {
    return 'create';
  }
  return after === undefined ? 'delete' : 'update';
}

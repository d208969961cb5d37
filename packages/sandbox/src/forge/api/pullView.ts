import type { ForgeRepository } from '../repository/ForgeRepository';
import type { PullRecord } from '../repository/records';
import type { Links } from './Links';
import { repositoryView, userView } from './represent';

/** A pull request as Gitea's API shows one. */
export async function pullView(
  pull: PullRecord,
  repository: ForgeRepository,
  links: Links,
) {
  const { git, records } = repository;
  const html = links.page(repository, 'pulls', String(pull.number));
  const repo = repositoryView(repository, links);
  const baseSha =
    pull.merged?.baseSha ??
    (await git.readRef(`refs/heads/${pull.base}`)) ??
    pull.mergeBase;
  const conflicts =
    pull.state === 'open' ? await repository.pulls.conflicts(pull) : [];
  return {
    id: pull.number,
    number: pull.number,
    url: html,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    user: userView(pull.author, links),
    title: pull.title,
    body: pull.body,
    labels: [],
    milestone: null,
    assignee: null,
    assignees: null,
    requested_reviewers: null,
    state: pull.state,
    draft: false,
    is_locked: false,
    comments: records.comments.filter(({ pull: of }) => of === pull.number)
      .length,
    ...(await changeCounts(pull, repository)),
    mergeable: pull.state === 'open' && conflicts.length === 0,
    merged: Boolean(pull.merged),
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    merged_by: pull.merged ? userView(pull.merged.by, links) : null,
    allow_maintainer_edit: false,
    base: {
      label: pull.base,
      ref: pull.base,
      sha: baseSha,
      repo_id: repo.id,
      repo,
    },
    head: {
      label: pull.head,
      ref: pull.head,
      sha: pull.headSha,
      repo_id: repo.id,
      repo,
    },
    merge_base: pull.mergeBase,
    due_date: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    pin_order: 0,
  };
}

async function changeCounts(pull: PullRecord, repository: ForgeRepository) {
  const files = await pullFiles(pull, repository);
  return {
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

/** What a pull request does to one file. */
export interface PullFile {
  filename: string;
  previous?: string;
  status: 'added' | 'deleted' | 'changed' | 'renamed';
  additions: number;
  deletions: number;
}

const STATUS: Record<string, PullFile['status']> = {
  A: 'added',
  D: 'deleted',
  R: 'renamed',
};

/** The files a pull request changes, in the order of their names. */
export async function pullFiles(
  pull: PullRecord,
  repository: ForgeRepository,
): Promise<PullFile[]> {
  const range = [pull.mergeBase, pull.headSha];
  const flags = ['diff', '-z', '--find-renames'];
  const names = await repository.git.git([
    ...flags,
    '--name-status',
    ...range,
    '--',
  ]);
  const counts = await repository.git.git([
    ...flags,
    '--numstat',
    ...range,
    '--',
  ]);
  const lines = parseCounts(counts);
  const words = names.split('\0').filter(Boolean);
  const files: PullFile[] = [];
  for (let at = 0; at < words.length; ) {
    const status = STATUS[words[at][0]] ?? 'changed';
    const isRename = status === 'renamed';
    const filename = words[at + (isRename ? 2 : 1)];
    files.push({
      filename,
      ...(isRename ? { previous: words[at + 1] } : {}),
      status,
      ...(lines.get(filename) ?? { additions: 0, deletions: 0 }),
    });
    at += isRename ? 3 : 2;
  }
  return files;
}

/** Reads `--numstat -z`, where a rename has its two names in fields of their own. */
function parseCounts(text: string) {
  const counts = new Map<string, { additions: number; deletions: number }>();
  const fields = text.split('\0');
  for (let at = 0; at < fields.length && fields[at]; at += 1) {
    const [added, deleted, path] = fields[at].split('\t');
    const name = path || fields[at + 2];
    at += path ? 0 : 2;
    // A binary file has dashes instead of numbers.
    counts.set(name, {
      additions: Number(added) || 0,
      deletions: Number(deleted) || 0,
    });
  }
  return counts;
}

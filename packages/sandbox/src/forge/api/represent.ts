import type { CommitInfo, Signature } from '../git/CommitInfo';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { CommentRecord, StatusRecord } from '../repository/records';
import type { Links } from './Links';

/** A user as Gitea's API shows one. */
export function userView(name: string, links: Links) {
  return {
    id: idOf(name),
    login: name,
    login_name: '',
    full_name: name,
    email: `${name}@localhost`,
    avatar_url: '',
    html_url: links.user(name),
    username: name,
    active: true,
    is_admin: false,
  };
}

/** A repository as Gitea's API shows one. */
export function repositoryView(repository: ForgeRepository, links: Links) {
  const html = links.page(repository);
  return {
    id: idOf(`${repository.owner}/${repository.name}`),
    owner: userView(repository.owner, links),
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    description: repository.description,
    empty: false,
    private: false,
    fork: false,
    template: false,
    mirror: false,
    archived: false,
    html_url: html,
    url: links.api(repository),
    clone_url: `${html}.git`,
    ssh_url: '',
    default_branch: repository.defaultBranch,
    created_at: repository.records.createdAt,
    updated_at: repository.now(),
    permissions: { admin: false, push: true, pull: true },
    has_issues: true,
    has_pull_requests: true,
    open_pr_counter: repository.pulls.list({ state: 'open' }).length,
    allow_merge_commits: true,
    allow_rebase: true,
    allow_rebase_explicit: false,
    allow_squash_merge: true,
    allow_fast_forward_only_merge: true,
    default_merge_style: 'merge',
    default_delete_branch_after_merge: false,
    object_format_name: 'sha1',
  };
}

/** A commit in full, as `/commits` and `/git/commits` show it. */
export function commitView(
  commit: CommitInfo,
  repository: ForgeRepository,
  links: Links,
) {
  const url = links.api(repository, 'git/commits', commit.sha);
  return {
    url,
    sha: commit.sha,
    created: commit.committer.date,
    html_url: links.page(repository, 'commit', commit.sha),
    commit: {
      url,
      author: commit.author,
      committer: commit.committer,
      message: `${commit.message}\n`,
      tree: {
        url: links.api(repository, 'git/trees', commit.tree),
        sha: commit.tree,
        created: commit.committer.date,
      },
      verification: null,
    },
    author: null,
    committer: null,
    parents: commit.parents.map(sha => ({
      url: links.api(repository, 'git/commits', sha),
      sha,
      created: commit.committer.date,
    })),
  };
}

/** A branch with the commit at its tip, in the short form Gitea gives there. */
export function branchView(
  name: string,
  commit: CommitInfo,
  context: { repository: ForgeRepository; links: Links },
) {
  const { repository, links } = context;
  return {
    name,
    commit: {
      id: commit.sha,
      message: `${commit.message}\n`,
      url: links.page(repository, 'commit', commit.sha),
      author: personView(commit.author),
      committer: personView(commit.committer),
      verification: null,
      timestamp: commit.committer.date,
      added: null,
      removed: null,
      modified: null,
    },
    protected: false,
    required_approvals: 0,
    enable_status_check: false,
    status_check_contexts: [],
    user_can_push: true,
    user_can_merge: true,
    effective_branch_protection_name: '',
  };
}

function personView(signature: Signature) {
  return { name: signature.name, email: signature.email, username: '' };
}

/** A commit status. */
export function statusView(
  status: StatusRecord,
  repository: ForgeRepository,
  links: Links,
) {
  return {
    id: status.id,
    status: status.state,
    target_url: status.targetUrl,
    description: status.description,
    url: links.api(repository, 'statuses', status.sha),
    context: status.context,
    creator: userView(status.creator, links),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

/** A comment on a pull request. */
export function commentView(
  comment: CommentRecord,
  repository: ForgeRepository,
  links: Links,
) {
  const pull = links.page(repository, 'pulls', String(comment.pull));
  return {
    id: comment.id,
    html_url: `${pull}#comment-${comment.id}`,
    pull_request_url: pull,
    issue_url: '',
    user: userView(comment.author, links),
    original_author: '',
    original_author_id: 0,
    body: comment.body,
    assets: [],
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
  };
}

/** A number that stays the same for a name; small enough for a JSON number. */
function idOf(name: string): number {
  let hash = 7;
  for (const char of name) {
    hash = (hash * 31 + char.codePointAt(0)!) % 1_000_003;
  }
  return hash + 1;
}

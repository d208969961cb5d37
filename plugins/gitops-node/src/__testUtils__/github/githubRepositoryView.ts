import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];

const ID = 4711;

/** A user as GitHub shows one. */
export function githubUser(login: string, web: string): Schemas['simple-user'] {
  const url = `${web}/api/v3/users/${login}`;
  return {
    login,
    id: 7,
    node_id: 'U_7',
    avatar_url: `${web}/avatars/7`,
    gravatar_id: '',
    url,
    html_url: `${web}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'User',
    site_admin: false,
  };
}

/** The repository as GitHub shows it inside other things. */
export function githubRepository(
  owner: string,
  name: string,
  web: string,
): Schemas['repository'] {
  return {
    ...githubMinimalRepository(owner, name, web),
    clone_url: `${web}/${owner}/${name}.git`,
    ssh_url: `git@forge:${owner}/${name}.git`,
    git_url: `git://forge/${owner}/${name}.git`,
    svn_url: `${web}/${owner}/${name}`,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    size: 1,
    default_branch: 'main',
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    archived: false,
    disabled: false,
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}

/** The repository by itself. */
export function githubFullRepository(
  owner: string,
  name: string,
  web: string,
): Schemas['full-repository'] {
  return {
    ...githubRepository(owner, name, web),
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    license: null,
    has_discussions: false,
    network_count: 0,
    subscribers_count: 0,
  };
}

/** As beside commit statuses. */
export function githubMinimalRepository(
  owner: string,
  name: string,
  web: string,
) {
  const url = `${web}/api/v3/repos/${owner}/${name}`;
  return {
    id: ID,
    node_id: 'R_4711',
    name,
    full_name: `${owner}/${name}`,
    owner: githubUser(owner, web),
    private: true,
    html_url: `${web}/${owner}/${name}`,
    description: null,
    fork: false,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    hooks_url: `${url}/hooks`,
  } satisfies Schemas['minimal-repository'];
}

import type { ApiAnswer, ApiHandler } from '../FaultGate';
import { json, pageOf, routed, type Route } from '../apiRouter';
import type { MemoryFile, MemoryRepository } from '../MemoryRepository';
import {
  commitRequest,
  createMergeRequest,
  gitlabAnswerShapes,
  updateMergeRequest,
} from './gitlabShapes';
import { GitlabViews, type GitlabStatus } from './GitlabViews';

/** What CI says, to be changed by tests. */
export interface GitlabCircumstances {
  readonly pipelines: Map<string, string>;
  readonly statuses: Map<string, GitlabStatus[]>;
}

type Shape = keyof typeof gitlabAnswerShapes;

const refuse = (status: number, message: unknown) => json(status, { message });
const missing = (what: string) => refuse(404, `404 ${what} Not Found`);

/** An answer that is not of the shape never leaves the server. */
function answer(
  shape: Shape,
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
): ApiAnswer {
  const checked = gitlabAnswerShapes[shape].parse(body);
  return json(options.status ?? 200, checked, options.headers);
}

/**
 * GitLab's REST API v4 over a project in memory: the calls that make commits
 * and merge requests, with the answers and refusals that GitLab documents.
 */
export function gitlabApi(
  repository: MemoryRepository,
  options: {
    project: string;
    web: string;
    token: string;
    circumstances: GitlabCircumstances;
  },
): ApiHandler {
  const views = new GitlabViews(repository, options);
  const inner = routed(
    [
      ...repositoryRoutes(repository, views),
      ...commitRoutes(repository, views),
      ...mergeRequestRoutes(repository, views),
      ...checkRoutes(repository, views, options.circumstances),
    ],
    () => json(404, { error: '404 Not Found' }),
  );
  const root = `/api/v4/projects/${encodeURIComponent(options.project)}`;
  return async request => {
    if (request.headers.authorization !== `Bearer ${options.token}`) {
      return refuse(401, '401 Unauthorized');
    }
    return request.path === root ||
      /^[/?]/.test(request.path.slice(root.length, root.length + 1))
      ? inner({ ...request, path: request.path.slice(root.length) || '/' })
      : missing('Project');
  };
}

function repositoryRoutes(
  repository: MemoryRepository,
  views: GitlabViews,
): Route[] {
  const { branches } = repository;
  return [
    ['GET', /^\/$/, () => answer('project', views.project())],
    [
      'GET',
      /^\/repository\/branches\/([^/]+)$/,
      ({ params: [name] }) =>
        branches.has(name)
          ? answer('branch', views.branch(name))
          : missing('Branch'),
    ],
    [
      'DELETE',
      /^\/repository\/branches\/([^/]+)$/,
      ({ params: [name] }) => {
        if (repository.protected.has(name)) {
          return refuse(403, '403 Forbidden');
        }
        return branches.delete(name) ? { status: 204 } : missing('Branch');
      },
    ],
    [
      'GET',
      /^\/repository\/tree$/,
      ({ query, path }) => {
        const commit = repository.resolve(query.get('ref') ?? 'main');
        if (!commit) {
          return missing('Tree');
        }
        const all = views.tree(commit);
        const token = query.get('page_token');
        const size = Number(query.get('per_page') ?? 20);
        const start = token
          ? all.findIndex(({ path: each }) => each === token) + 1
          : 0;
        const page = all.slice(start, start + size);
        const next = new URL(path, 'http://gitlab.internal');
        next.searchParams.set('page_token', page.at(-1)?.path ?? '');
        return answer('tree', page, {
          headers:
            start + size < all.length ? { link: `<${next}>; rel="next"` } : {},
        });
      },
    ],
    [
      'HEAD',
      /^\/repository\/files\/([^/]+)$/,
      ({ params: [path], query }) => {
        const commit = repository.resolve(query.get('ref') ?? '');
        const file = commit && repository.treeOf(commit).get(path);
        return file
          ? {
              status: 200,
              headers: {
                'x-gitlab-blob-id': file.sha,
                'x-gitlab-commit-id': commit,
                'x-gitlab-file-path': path,
                'x-gitlab-last-commit-id': repository.lastCommitOf(
                  path,
                  commit,
                ),
                'x-gitlab-ref': query.get('ref') ?? '',
              },
            }
          : { status: 404 };
      },
    ],
    [
      'GET',
      /^\/repository\/compare$/,
      ({ query }) => {
        const [from, to] = ['from', 'to'].map(key =>
          repository.resolve(query.get(key) ?? ''),
        );
        return from && to
          ? answer('compare', views.compare(from, to))
          : missing('Ref');
      },
    ],
  ];
}

function commitRoutes(
  repository: MemoryRepository,
  views: GitlabViews,
): Route[] {
  return [
    [
      'GET',
      /^\/repository\/commits$/,
      ({ query }) => {
        const head = repository.resolve(query.get('ref_name') ?? 'main');
        return head
          ? answer('commits', pageOf(views.commits(head), query))
          : missing('Ref');
      },
    ],
    [
      'POST',
      /^\/repository\/commits$/,
      request => {
        const body = commitRequest.parse(request.json);
        const { branch, start_branch: start = branch, force, actions } = body;
        if (repository.protected.has(branch)) {
          return refuse(
            403,
            '403 Forbidden - You are not allowed to push into this branch',
          );
        }
        const parent = repository.branches.get(start);
        if (!parent) {
          return refuse(
            400,
            'You can only create or edit files when you are on a branch',
          );
        }
        if (start !== branch && repository.branches.has(branch) && !force) {
          return refuse(
            400,
            `A branch called '${branch}' already exists. Switch to that branch in order to make changes`,
          );
        }
        const files = new Map<string, MemoryFile>(repository.treeOf(parent));
        for (const action of actions) {
          const path = action.file_path;
          const file = files.get(path);
          if (Boolean(file) === (action.action === 'create')) {
            return refuse(
              400,
              file
                ? 'A file with this name already exists'
                : "A file with this name doesn't exist",
            );
          }
          if (
            action.last_commit_id &&
            repository.lastCommitOf(path, parent) !== action.last_commit_id
          ) {
            return refuse(
              400,
              `The file has changed since you started editing it: ${path}`,
            );
          }
          if (action.action === 'delete') {
            files.delete(path);
          } else {
            const text = Buffer.from(
              action.content ?? '',
              action.encoding === 'base64' ? 'base64' : 'utf8',
            ).toString('utf8');
            files.set(path, {
              sha: repository.addBlob(text),
              mode: file?.mode ?? '100644',
            });
          }
        }
        const { sha } = repository.addCommit({
          tree: repository.addTree(files),
          parents: [parent],
          message: body.commit_message,
          ...(body.author_name && body.author_email
            ? { author: { name: body.author_name, email: body.author_email } }
            : {}),
        });
        repository.setBranch(branch, sha);
        return answer('commitDetail', views.commitDetail(sha), { status: 201 });
      },
    ],
  ];
}

function mergeRequestRoutes(
  repository: MemoryRepository,
  views: GitlabViews,
): Route[] {
  const { pulls, branches } = repository;
  const found = (iid: string) => pulls[Number(iid) - 1];
  const another = (number: number) =>
    refuse(409, [
      `Another open merge request already exists for this source branch: !${number}`,
    ]);
  return [
    [
      'GET',
      /^\/merge_requests$/,
      ({ query }) => {
        const [state, head, base] = [
          'state',
          'source_branch',
          'target_branch',
        ].map(key => query.get(key));
        const fitting = [...pulls]
          .reverse()
          .map(pull => views.mergeRequest(pull))
          .filter(
            each =>
              (!state || state === 'all' || state === each.state) &&
              (!head || head === each.source_branch) &&
              (!base || base === each.target_branch),
          );
        return answer('mergeRequests', pageOf(fitting, query));
      },
    ],
    [
      'POST',
      /^\/merge_requests$/,
      request => {
        const body = createMergeRequest.parse(request.json);
        const { source_branch: head, target_branch: base, title } = body;
        if (!branches.has(head) || !branches.has(base)) {
          return refuse(400, { base: ['Source branch does not exist'] });
        }
        const open = repository.openPullOf(head, base);
        if (open) {
          return another(open.number);
        }
        const made = repository.openPull({
          head,
          base,
          title,
          body: body.description ?? '',
        });
        return answer('mergeRequest', views.mergeRequest(made), {
          status: 201,
        });
      },
    ],
    [
      'GET',
      /^\/merge_requests\/(\d+)$/,
      ({ params: [iid] }) => {
        const pull = found(iid);
        return pull
          ? answer('mergeRequest', views.mergeRequest(pull))
          : refuse(404, '404 Not found');
      },
    ],
    [
      'GET',
      /^\/merge_requests\/(\d+)\/diffs$/,
      ({ params: [iid], query }) => {
        const pull = found(iid);
        return pull
          ? answer('diffs', pageOf(views.diffs(pull), query))
          : refuse(404, '404 Not found');
      },
    ],
    [
      'PUT',
      /^\/merge_requests\/(\d+)$/,
      request => {
        const body = updateMergeRequest.parse(request.json);
        const pull = found(request.params[0]);
        if (!pull) {
          return refuse(404, '404 Not found');
        }
        pull.title = body.title ?? pull.title;
        pull.body = body.description ?? pull.body;
        if (body.state_event === 'close') {
          pull.state = 'closed';
        }
        const open = repository.openPullOf(pull.head, pull.base);
        if (body.state_event === 'reopen' && open && open !== pull) {
          return another(open.number);
        }
        // Without its branch it stays closed, and GitLab says nothing of it.
        if (body.state_event === 'reopen' && branches.has(pull.head)) {
          pull.state = 'open';
        }
        return answer('mergeRequest', views.mergeRequest(pull));
      },
    ],
  ];
}

function checkRoutes(
  repository: MemoryRepository,
  views: GitlabViews,
  { pipelines, statuses }: GitlabCircumstances,
): Route[] {
  return [
    [
      'GET',
      /^\/repository\/commits\/([^/]+)$/,
      ({ params: [sha] }) =>
        repository.commits.has(sha)
          ? answer('commitDetail', views.commitDetail(sha, pipelines.get(sha)))
          : missing('Commit'),
    ],
    [
      'GET',
      /^\/repository\/commits\/([^/]+)\/statuses$/,
      ({ params: [sha], query }) =>
        answer(
          'statuses',
          pageOf(views.statuses(sha, statuses.get(sha) ?? []), query),
        ),
    ],
  ];
}

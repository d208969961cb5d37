import type { ApiAnswer, ApiHandler } from '../FaultGate';
import type { MemoryFile, MemoryRepository } from '../MemoryRepository';
import { json, pageOf, routed, type Route } from '../apiRouter';
import * as requests from './githubRequests';
import {
  GithubViews,
  type GithubCheckRun,
  type GithubStatus,
} from './GithubViews';

/** What the repository's CI and its limits are, to be changed by tests. */
export interface GithubCircumstances {
  readonly statuses: Map<string, GithubStatus[]>;
  /** `forbidden`: the token may not read them. */
  readonly checkRuns: Map<string, GithubCheckRun[] | 'forbidden'>;
  /** Entries of a tree answer; GitHub has 100,000. */
  treeLimit: number;
}

const MISSING = () => refuse(404, 'Not Found');

function refuse(status: number, message: string, detail?: string): ApiAnswer {
  return json(status, {
    message,
    documentation_url: 'https://docs.example/rest',
    status: String(status),
    ...(detail
      ? {
          errors: [
            { resource: 'PullRequest', code: 'custom', message: detail },
          ],
        }
      : {}),
  });
}

/**
 * GitHub's REST API v3 over a repository in memory: the calls that make commits
 * and pull requests, with the answers and refusals that GitHub documents.
 */
export function githubApi(
  repository: MemoryRepository,
  options: {
    owner: string;
    name: string;
    web: string;
    token: string;
    circumstances: GithubCircumstances;
  },
): ApiHandler {
  const { owner, name, token } = options;
  const views = new GithubViews(repository, options);
  const routes = [
    ...gitRoutes(repository, views, options.circumstances),
    ...branchRoutes(repository, views),
    ...pullRoutes(repository, views, owner),
    ...checkRoutes(repository, views, options.circumstances),
  ];
  const root = `/api/v3/repos/${owner}/${name}`;
  const answer = routed(routes, MISSING);
  return async request => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      return refuse(401, 'Bad credentials');
    }
    if (!request.headers['user-agent']) {
      return refuse(403, 'Request forbidden by administrative rules.');
    }
    return request.path.startsWith(root)
      ? answer({ ...request, path: request.path.slice(root.length) || '/' })
      : MISSING();
  };
}

function gitRoutes(
  repository: MemoryRepository,
  views: GithubViews,
  circumstances: GithubCircumstances,
): Route[] {
  return [
    ['GET', /^\/$/, () => json(200, views.repository())],
    [
      'GET',
      /^\/git\/commits\/([0-9a-f]{40})$/,
      ({ params: [sha] }) => {
        const commit = repository.commits.get(sha);
        return commit ? json(200, views.gitCommit(commit)) : MISSING();
      },
    ],
    [
      'GET',
      /^\/git\/trees\/([0-9a-f]{40})$/,
      ({ params: [sha], query }) => {
        return repository.trees.has(sha)
          ? json(
              200,
              views.tree(sha, {
                isRecursive: query.has('recursive'),
                limit: circumstances.treeLimit,
              }),
            )
          : MISSING();
      },
    ],
    [
      'POST',
      /^\/git\/trees$/,
      request => {
        const { base_tree: base, tree } = requests.createTree.parse(
          request.json,
        );
        const files = new Map<string, MemoryFile>(
          repository.trees.get(base ?? ''),
        );
        if (base && !repository.trees.has(base)) {
          return refuse(404, 'Not Found');
        }
        for (const entry of tree) {
          if ('sha' in entry && entry.sha === null) {
            if (!files.delete(entry.path)) {
              return refuse(422, 'GitRPC::BadObjectState');
            }
          } else {
            const sha =
              'content' in entry
                ? repository.addBlob(entry.content)
                : entry.sha ?? '';
            files.set(entry.path, { sha, mode: entry.mode });
          }
        }
        const made = repository.addTree(files);
        return json(
          201,
          views.tree(made, { isRecursive: false, limit: Infinity }),
        );
      },
    ],
    [
      'POST',
      /^\/git\/commits$/,
      request => {
        const { message, tree, parents, author } = requests.createCommit.parse(
          request.json,
        );
        return repository.trees.has(tree)
          ? json(
              201,
              views.gitCommit(
                repository.addCommit({
                  message,
                  tree,
                  parents: parents ?? [],
                  author,
                }),
              ),
            )
          : refuse(422, 'Tree SHA does not exist');
      },
    ],
    [
      'GET',
      /^\/commits$/,
      ({ query }) => {
        const head = repository.resolve(query.get('sha') ?? 'main');
        return head
          ? json(200, pageOf(views.commits(head), query))
          : refuse(404, 'Not Found');
      },
    ],
    [
      'GET',
      /^\/compare\/(.+?)\.\.\.(.+)$/,
      ({ params, query }) => {
        const [base, head] = params.map(ref => repository.resolve(ref));
        return base && head
          ? json(
              200,
              views.comparison(base, head, commits => pageOf(commits, query)),
            )
          : MISSING();
      },
    ],
  ];
}

function branchRoutes(
  repository: MemoryRepository,
  views: GithubViews,
): Route[] {
  const { branches } = repository;
  const isKept = (branch: string) => repository.protected.has(branch);
  const kept = () =>
    refuse(422, 'Repository rule violations found', 'Cannot update this ref');
  return [
    [
      'GET',
      /^\/git\/ref\/heads\/(.+)$/,
      ({ params: [branch] }) =>
        branches.has(branch) ? json(200, views.ref(branch)) : MISSING(),
    ],
    [
      'POST',
      /^\/git\/refs$/,
      request => {
        const { ref, sha } = requests.createRef.parse(request.json);
        const branch = ref.slice('refs/heads/'.length);
        if (branches.has(branch)) {
          return refuse(422, 'Reference already exists');
        }
        if (!repository.commits.has(sha)) {
          return refuse(422, 'Object does not exist');
        }
        if (isKept(branch)) {
          return kept();
        }
        repository.setBranch(branch, sha);
        return json(201, views.ref(branch));
      },
    ],
    [
      'PATCH',
      /^\/git\/refs\/heads\/(.+)$/,
      request => {
        const { sha, force } = requests.updateRef.parse(request.json);
        const [branch] = request.params;
        const head = branches.get(branch);
        if (!head) {
          return refuse(422, 'Reference does not exist');
        }
        if (isKept(branch)) {
          return kept();
        }
        if (!force && !repository.isAncestor(head, sha)) {
          return refuse(422, 'Update is not a fast forward');
        }
        repository.setBranch(branch, sha);
        return json(200, views.ref(branch));
      },
    ],
    [
      'DELETE',
      /^\/git\/refs\/heads\/(.+)$/,
      ({ params: [branch] }) => {
        if (!branches.has(branch)) {
          return refuse(422, 'Reference does not exist');
        }
        if (isKept(branch)) {
          return kept();
        }
        branches.delete(branch);
        for (const pull of repository.pulls) {
          if (pull.head === branch) {
            pull.state = 'closed';
          }
        }
        return { status: 204 };
      },
    ],
  ];
}

function pullRoutes(
  repository: MemoryRepository,
  views: GithubViews,
  owner: string,
): Route[] {
  const { pulls, branches } = repository;
  const found = (number: string) => pulls[Number(number) - 1];
  return [
    [
      'GET',
      /^\/pulls$/,
      ({ query }) => {
        const [state, head, base] = ['state', 'head', 'base'].map(key =>
          query.get(key),
        );
        const fitting = pulls.filter(
          pull =>
            (state === 'all' || pull.state === (state ?? 'open')) &&
            (!head || head === `${owner}:${pull.head}`) &&
            (!base || base === pull.base),
        );
        const newest = [...fitting].reverse();
        return json(
          200,
          pageOf(newest, query).map(each => views.pullInList(each)),
        );
      },
    ],
    [
      'POST',
      /^\/pulls$/,
      request => {
        const { head, base, title, body } = requests.createPull.parse(
          request.json,
        );
        const [ours, theirs] = [head, base].map(name => branches.get(name));
        const wrong = (detail: string) =>
          refuse(422, 'Validation Failed', detail);
        if (!ours || !theirs) {
          return wrong('head or base is invalid');
        }
        if (repository.openPullOf(head, base)) {
          return wrong(`A pull request already exists for ${owner}:${head}.`);
        }
        if (repository.between(theirs, ours).length === 0) {
          return wrong(`No commits between ${base} and ${head}`);
        }
        const made = repository.openPull({
          head,
          base,
          title,
          body: body ?? '',
        });
        return json(201, views.pull(made));
      },
    ],
    [
      'GET',
      /^\/pulls\/(\d+)$/,
      ({ params: [number] }) => {
        const pull = found(number);
        return pull ? json(200, views.pull(pull)) : MISSING();
      },
    ],
    [
      'GET',
      /^\/pulls\/(\d+)\/files$/,
      ({ params: [number], query }) => {
        const pull = found(number);
        return pull
          ? json(200, pageOf(views.changedFiles(pull), query))
          : MISSING();
      },
    ],
    [
      'PATCH',
      /^\/pulls\/(\d+)$/,
      request => {
        const { title, body, state } = requests.updatePull.parse(request.json);
        const pull = found(request.params[0]);
        if (!pull) {
          return MISSING();
        }
        const isReopened = state === 'open' && pull.state === 'closed';
        // GitHub does not reopen one whose branch is gone, or was made anew.
        if (isReopened && branches.get(pull.head) !== pull.headSha) {
          return refuse(
            422,
            'Validation Failed',
            'state cannot be changed. The branch was force-pushed or recreated.',
          );
        }
        pull.title = title ?? pull.title;
        pull.body = body ?? pull.body;
        pull.state = state ?? pull.state;
        return json(200, views.pull(pull));
      },
    ],
  ];
}

function checkRoutes(
  repository: MemoryRepository,
  views: GithubViews,
  { statuses, checkRuns }: GithubCircumstances,
): Route[] {
  const unknown = (sha: string) =>
    refuse(422, `No commit found for SHA: ${sha}`);
  return [
    [
      'GET',
      /^\/commits\/([^/]+)\/status$/,
      ({ params: [sha] }) =>
        repository.commits.has(sha)
          ? json(200, views.combinedStatus(sha, statuses.get(sha) ?? []))
          : unknown(sha),
    ],
    [
      'GET',
      /^\/commits\/([^/]+)\/check-runs$/,
      ({ params: [sha] }) => {
        const runs = checkRuns.get(sha) ?? [];
        if (runs === 'forbidden') {
          return refuse(
            403,
            'Resource not accessible by personal access token',
          );
        }
        return repository.commits.has(sha)
          ? json(200, views.checkRuns(sha, runs))
          : unknown(sha);
      },
    ],
  ];
}

import { json } from '../http/exchange';
import type { Router } from '../http/Router';
import {
  ApiContext,
  RepositoryRequest,
  forRepository,
  forWriting,
  requireCommit,
} from './ApiContext';
import { changeFiles } from './changeFiles';
import { contentsView } from './contentsView';
import { repositoryPart } from './repositoryPart';
import { REPOSITORY_PATH } from './repositoryPath';
import { commitView } from './represent';

/** Files: read one or a directory; change many in one commit, or one. */
export function addContentsRoutes(router: Router, context: ApiContext): void {
  const { links } = context;

  const read = forRepository(context, async ({ repository, params, query }) => {
    const ref = query.get('ref') || repository.defaultBranch;
    const commit = await requireCommit(repository, ref);
    const place = { repository, links, ref, commit };
    const part = await repositoryPart(repository, commit, params.path ?? '');
    if (part.entry?.type === 'blob') {
      const content = await repository.git.readBlob(part.entry.sha);
      return json(200, contentsView(part.entry, place, content));
    }
    return json(
      200,
      part.children.map(child => contentsView(child, place)),
    );
  });
  router.on('GET', `${REPOSITORY_PATH}/contents`, read);
  router.on('GET', `${REPOSITORY_PATH}/contents/*path`, read);

  const change = async (
    request: RepositoryRequest & { user: { name: string } },
    body: Record<string, unknown>,
  ) => {
    const { repository, user } = request;
    const { commit, branch, paths } = await changeFiles(
      repository,
      user.name,
      body,
    );
    const place = { repository, links, ref: branch, commit };
    const files = await Promise.all(
      paths.map(async path => {
        const entry = await repository.git.entry(commit, path);
        return entry?.type === 'blob'
          ? contentsView(entry, place, await repository.git.readBlob(entry.sha))
          : null;
      }),
    );
    const info = await repository.git.commit(commit);
    const { commit: text, ...rest } = commitView(info, repository, links);
    return { files, commit: { ...rest, ...text }, verification: null };
  };

  router.on(
    'POST',
    `${REPOSITORY_PATH}/contents`,
    forWriting(context, async (request, body) =>
      json(201, await change(request, body)),
    ),
  );

  const single = [
    { method: 'POST', operation: 'create', status: 201 },
    { method: 'PUT', operation: 'update', status: 200 },
    { method: 'DELETE', operation: 'delete', status: 200 },
  ];
  for (const { method, operation, status } of single) {
    router.on(
      method,
      `${REPOSITORY_PATH}/contents/*path`,
      forWriting(context, async (request, body) => {
        const { content, sha, from_path: fromPath } = body;
        const file = { operation, path: request.params.path, content, sha };
        const { files, ...rest } = await change(request, {
          ...body,
          files: [{ ...file, from_path: fromPath }],
        });
        return json(status, { content: files[0], ...rest });
      }),
    );
  }
}

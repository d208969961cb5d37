import { NotFoundError } from '@backstage/errors';
import {
  checkForm,
  deriveFormFacts,
  gitopsTreeReadPermission,
  validateRequestSchema,
  type FormFacts,
} from '@homestage/backstage-plugin-gitops-common';
import type {
  RepositoryInfo,
  RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import { parseInput } from '@homestage/backstage-plugin-lab-node';
import type { Router } from 'express';
import {
  deriveRepositories,
  type RepositorySources,
} from '../service/deriveRepositories';
import type { PermissionGate } from './requirePermission';
import { requirePermission } from './requirePermission';
import { sendAnswer } from './sendAnswer';

/** What a request says when it means "the only one", or the first. */
const DEFAULT_REPOSITORY = 'default';

/** Longest a first request waits for a tree that is being read for the first time. */
const FIRST_READ_MS = 10_000;

/** What the tree holds: repositories, facts for forms, checks of a form. */
export function addTreeRoutes(
  router: Router,
  options: PermissionGate & RepositorySources,
): void {
  const { repoStore } = options;

  router.get('/repositories', async (request, response) => {
    await requirePermission(request, gitopsTreeReadPermission, options);
    sendAnswer(request, response, deriveRepositories(options));
  });

  router.get('/repositories/:name/facts', async (request, response) => {
    await requirePermission(request, gitopsTreeReadPermission, options);
    const repository = findRepository(repoStore, request.params.name);
    sendAnswer(request, response, await factsOf(repoStore, repository));
  });

  router.post('/validate', async (request, response) => {
    await requirePermission(request, gitopsTreeReadPermission, options);
    const { repository, values } = parseInput(
      validateRequestSchema,
      request.body,
    );
    const facts = await factsOf(
      repoStore,
      findRepository(repoStore, repository ?? DEFAULT_REPOSITORY),
    );
    response.json({
      problems: checkForm(values, facts.commit ? facts : undefined),
    });
  });
}

async function factsOf(
  repoStore: RepoStore,
  repository: RepositoryInfo,
): Promise<FormFacts> {
  const { name } = repository;
  const snapshot = await repoStore
    .settled(name, { signal: AbortSignal.timeout(FIRST_READ_MS) })
    // Still being read: the answer says so, with nothing in it.
    .catch(() => repoStore.snapshot(name));
  return deriveFormFacts(
    { ...snapshot, repository },
    { fileUrl: (path, line) => repoStore.fileUrl(name, path, line) },
  );
}

function findRepository(repoStore: RepoStore, name: string): RepositoryInfo {
  const repositories = repoStore.repositories();
  const found =
    repositories.find(each => each.name === name) ??
    (name === DEFAULT_REPOSITORY ? repositories[0] : undefined);
  if (!found) {
    const known = repositories.map(each => each.name).join(', ');
    throw new NotFoundError(
      `No repository is called '${name}'; homestage.gitops.repositories names ${
        known || 'none'
      }.`,
    );
  }
  return found;
}

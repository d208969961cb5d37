import {
  ForgeHandler,
  ForgeReply,
  ForgeRequest,
  HttpError,
  notFound,
} from '../http/exchange';
import type { ForgeUser } from '../http/Tokens';
import { BranchMoved } from '../repository/BranchMoved';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { Repositories } from '../repository/Repositories';
import type { Links } from './Links';

/** What every route needs. */
export interface ApiContext {
  repositories: Repositories;
  links: Links;
}

/** A request about one repository. */
export interface RepositoryRequest extends ForgeRequest {
  repository: ForgeRepository;
}

/** A handler for a route that begins with `:owner/:repo`; unknown ones are 404. */
export function forRepository(
  context: Pick<ApiContext, 'repositories'>,
  handler: (request: RepositoryRequest) => Promise<ForgeReply>,
): ForgeHandler {
  return request => {
    const { owner, repo } = request.params;
    const repository = context.repositories.find(owner, repo);
    if (!repository) {
      throw notFound();
    }
    return handler({ ...request, repository });
  };
}

/** A handler that writes: asks for a token, and runs alone in the repository. */
export function forWriting(
  context: ApiContext,
  handler: (
    request: RepositoryRequest & { user: ForgeUser },
    body: Record<string, unknown>,
  ) => Promise<ForgeReply>,
): ForgeHandler {
  return forRepository(context, async request => {
    const { user, repository } = request;
    if (!user) {
      throw new HttpError(401, 'token is required');
    }
    const body = await readJson(request);
    try {
      return await repository.write(() => handler({ ...request, user }, body));
    } catch (error) {
      if (error instanceof BranchMoved) {
        throw new HttpError(409, 'push out of date');
      }
      throw error;
    }
  });
}

async function readJson(
  request: ForgeRequest,
): Promise<Record<string, unknown>> {
  const text = (await request.body()).toString();
  if (!text) {
    return {};
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HttpError(422, 'The body is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpError(422, 'The body is not a JSON object');
  }
  return body as Record<string, unknown>;
}

/** A text field of a body; 422 when it is something else. */
export function textField(
  body: Record<string, unknown>,
  name: string,
): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new HttpError(422, `[${name}]: must be a string`);
  }
  return value;
}

/** A text field that must not be empty. */
export function requiredField(
  body: Record<string, unknown>,
  name: string,
): string {
  const value = textField(body, name)?.trim();
  if (!value) {
    throw new HttpError(422, `[${name}]: Required`);
  }
  return value;
}

/** The commit a branch, tag or id names; 404 when there is none. */
export async function requireCommit(
  repository: ForgeRepository,
  ref: string,
): Promise<string> {
  const sha = await repository.git.resolve(ref);
  if (!sha) {
    throw notFound();
  }
  return sha;
}

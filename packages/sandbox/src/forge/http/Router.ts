import type { ForgeHandler, ForgeReply, ForgeRequest } from './exchange';
import { HttpError } from './exchange';

interface Route {
  method: string;
  pattern: RegExp;
  handler: ForgeHandler;
}

/**
 * Finds the handler of a request. In a pattern `:name` stands for one segment of
 * the path and `*name` for the rest of it, slashes included; both are decoded.
 */
export class Router {
  readonly #routes: Route[] = [];

  on(method: string, pattern: string, handler: ForgeHandler): this {
    this.#routes.push({ method, pattern: compile(pattern), handler });
    return this;
  }

  /** Undefined when no pattern fits; HttpError 405 when only the method does not. */
  async handle(request: ForgeRequest): Promise<ForgeReply | undefined> {
    const fitting = this.#routes.filter(route =>
      route.pattern.test(request.path),
    );
    if (fitting.length === 0) {
      return undefined;
    }
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = fitting.find(candidate => candidate.method === method);
    if (!route) {
      throw new HttpError(405, 'Method Not Allowed');
    }
    const { groups = {} } = route.pattern.exec(request.path)!;
    const params = Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [
        name,
        decode(value ?? ''),
      ]),
    );
    return route.handler({ ...request, params });
  }
}

function compile(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*(\w+)/g, '(?<$1>.*)');
  return new RegExp(`^${source}$`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is no address of ours.
    throw new HttpError(
      400,
      'The address holds a percent sign that escapes nothing',
    );
  }
}

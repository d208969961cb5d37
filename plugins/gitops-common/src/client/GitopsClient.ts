import { answerSchema } from '@homestage/backstage-plugin-lab-common';
import type { z } from 'zod';
import { changeRowSchema } from '../contract/change';
import type { FormFacts } from '../contract/facts';
import { formFactsSchema, repositoryRowSchema } from '../contract/facts';
import {
  imageCheckSchema,
  type ImageCheck,
  type ImageCheckRequest,
} from '../contract/image';
import { presetsAnswerSchema, type PresetsAnswer } from '../contract/preset';
import type {
  FieldProblem,
  PreviewAnswer,
  PreviewRequest,
  ValidateRequest,
} from '../contract/requests';
import {
  previewAnswerSchema,
  validateAnswerSchema,
} from '../contract/requests';
import { GitopsRequestError } from './GitopsRequestError';

/** @public */
export const repositoriesAnswerSchema = answerSchema(repositoryRowSchema);

/** @public */
export type RepositoriesAnswer = z.infer<typeof repositoriesAnswerSchema>;

/** @public */
export const changesAnswerSchema = answerSchema(changeRowSchema);

/** @public */
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>;

/** @public */
export interface GitopsRequestOptions {
  readonly signal?: AbortSignal;
}

/**
 * What the pages ask of the backend. Rejects with GitopsRequestError.
 *
 * @public
 */
export interface GitopsClient {
  repositories(options?: GitopsRequestOptions): Promise<RepositoriesAnswer>;
  /** @param repository - unset: the first of the configuration */
  facts(
    repository?: string,
    options?: GitopsRequestOptions,
  ): Promise<FormFacts>;
  validate(
    request: ValidateRequest,
    options?: GitopsRequestOptions,
  ): Promise<readonly FieldProblem[]>;
  /** Whether the image's registry has it. */
  checkImage(
    request: ImageCheckRequest,
    options?: GitopsRequestOptions,
  ): Promise<ImageCheck>;
  /** What the template would put on the forge; writes nothing. */
  preview(
    request: PreviewRequest,
    options?: GitopsRequestOptions,
  ): Promise<PreviewAnswer>;
  changes(options?: GitopsRequestOptions): Promise<ChangesAnswer>;
  /** Apps whose form can be filled in beforehand. */
  presets(options?: GitopsRequestOptions): Promise<PresetsAnswer>;
}

/** @public */
export interface FetchGitopsClientOptions {
  readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly fetchApi: { fetch: typeof fetch };
}

/**
 * The client over HTTP, for browser and Node.
 *
 * @public
 */
export class FetchGitopsClient implements GitopsClient {
  readonly #options: FetchGitopsClientOptions;

  constructor(options: FetchGitopsClientOptions) {
    this.#options = options;
  }

  repositories(options?: GitopsRequestOptions) {
    return this.#call('/repositories', repositoriesAnswerSchema, options);
  }

  facts(repository?: string, options?: GitopsRequestOptions) {
    const name = encodeURIComponent(repository || 'default');
    return this.#call(`/repositories/${name}/facts`, formFactsSchema, options);
  }

  async validate(request: ValidateRequest, options?: GitopsRequestOptions) {
    const answer = await this.#call('/validate', validateAnswerSchema, {
      ...options,
      body: request,
    });
    return answer.problems;
  }

  checkImage(request: ImageCheckRequest, options?: GitopsRequestOptions) {
    return this.#call('/images/check', imageCheckSchema, {
      ...options,
      body: request,
    });
  }

  preview(request: PreviewRequest, options?: GitopsRequestOptions) {
    return this.#call('/preview', previewAnswerSchema, {
      ...options,
      body: request,
    });
  }

  changes(options?: GitopsRequestOptions) {
    return this.#call('/changes', changesAnswerSchema, options);
  }

  presets(options?: GitopsRequestOptions) {
    return this.#call('/presets', presetsAnswerSchema, options);
  }

  async #call<T extends z.ZodType>(
    path: string,
    schema: T,
    options?: GitopsRequestOptions & { readonly body?: unknown },
  ): Promise<z.infer<T>> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl('gitops');
    const hasBody = options?.body !== undefined;
    const response = await fetchApi.fetch(`${baseUrl}${path}`, {
      method: hasBody ? 'POST' : 'GET',
      signal: options?.signal,
      headers: hasBody ? { 'content-type': 'application/json' } : {},
      body: hasBody ? JSON.stringify(options.body) : undefined,
    });
    if (!response.ok) {
      throw await GitopsRequestError.fromResponse(response);
    }
    return schema.parse(await response.json());
  }
}

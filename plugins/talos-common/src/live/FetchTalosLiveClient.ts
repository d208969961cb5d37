import {
  AnswerFetcher,
  type FetchClientOptions,
  type RequestOptions,
} from '@homestage/backstage-plugin-lab-common';
import type { z } from 'zod';
import {
  actionsAnswerSchema,
  actionStepSchema,
  type ActionRequest,
  type ActionStep,
} from '../actions/actionContract';
import type { MachineRef } from '../contract/machine';
import { eventRowSchema, type MachineEvent } from '../events/machineEvent';
import { containersAnswerSchema } from '../logs/container';
import { logChunkSchema, type LogLine } from '../logs/logLine';
import { readLines } from './readLines';
import type {
  LogQuery,
  SnapshotFile,
  TalosLiveClient,
} from './TalosLiveClient';

const DEFAULT_NAME = 'etcd.db';

/**
 * The client over HTTP, for browser and Node.
 *
 * @public
 */
export class FetchTalosLiveClient implements TalosLiveClient {
  readonly #answers: AnswerFetcher;

  constructor(options: FetchClientOptions) {
    this.#answers = new AnswerFetcher('talos', options);
  }

  containers(ref: MachineRef, options?: RequestOptions) {
    return this.#answers.get(
      `/containers/${pathOf(ref)}`,
      containersAnswerSchema,
      options,
    );
  }

  async *logs(
    query: LogQuery,
    options: RequestOptions = {},
  ): AsyncGenerator<readonly LogLine[]> {
    const { tail, isFollowing } = query;
    const follow = isFollowing ? '&follow=true' : '';
    const path = `/logs/${pathOf(query)}/${encodeURIComponent(query.source)}`;
    const url = `${path}?tail=${tail}${follow}`;
    for await (const { lines } of this.#rows(url, logChunkSchema, options)) {
      yield lines;
    }
  }

  async *events(
    ref: MachineRef & { readonly tail: number },
    options: RequestOptions = {},
  ): AsyncGenerator<MachineEvent> {
    const path = `/events/${pathOf(ref)}?tail=${ref.tail}`;
    for await (const { event } of this.#rows(path, eventRowSchema, options)) {
      yield event;
    }
  }

  actions(cluster: string, options?: RequestOptions) {
    const path = `/actions/${encodeURIComponent(cluster)}`;
    return this.#answers.get(path, actionsAnswerSchema, options);
  }

  async *act(
    request: Exclude<ActionRequest, { action: 'etcdSnapshot' }>,
    options: RequestOptions = {},
  ): AsyncGenerator<ActionStep> {
    const response = await this.#post(request, options);
    let last: ActionStep | undefined;
    for await (const step of readLines(response, actionStepSchema)) {
      last = step;
      yield step;
    }
    if (last?.state === 'running' || !last) {
      throw new Error(
        'The answer ended before the action did. Look at the machine before you do it again.',
      );
    }
  }

  async snapshot(
    cluster: string,
    options: RequestOptions = {},
  ): Promise<SnapshotFile> {
    const request = { action: 'etcdSnapshot', cluster } as const;
    const response = await this.#post(request, options);
    const header = response.headers.get('Content-Disposition') ?? '';
    const content = await response.blob().catch(cause => {
      if (options.signal?.aborted) {
        throw cause;
      }
      throw new Error(
        'The snapshot broke off before its end, so it is of no use. Take another one.',
        { cause },
      );
    });
    return {
      name: /filename="([^"]+)"/.exec(header)?.[1] ?? DEFAULT_NAME,
      content,
    };
  }

  /** Ends without a word when the signal aborts. */
  async *#rows<T extends z.ZodType>(
    path: string,
    schema: T,
    options: RequestOptions,
  ): AsyncGenerator<z.infer<T>> {
    const { signal } = options;
    try {
      const response = await this.#answers.send(path, { signal });
      yield* readLines(response, schema);
    } catch (error) {
      if (!signal?.aborted) {
        throw error;
      }
    }
  }

  #post(request: ActionRequest, options: RequestOptions): Promise<Response> {
    return this.#answers.send('/actions', {
      method: 'POST',
      signal: options.signal,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  }
}

function pathOf({ cluster, node }: MachineRef): string {
  return [cluster, node].map(encodeURIComponent).join('/');
}

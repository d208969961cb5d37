import type { RequestOptions } from '@homestage/backstage-plugin-lab-common';
import type {
  ActionRequest,
  ActionsAnswer,
  ActionStep,
} from '../actions/actionContract';
import type { MachineRef } from '../contract/machine';
import type { MachineEvent } from '../events/machineEvent';
import type { ContainersAnswer } from '../logs/container';
import type { LogLine } from '../logs/logLine';

/**
 * Which log, and how much of it.
 *
 * @public
 */
export interface LogQuery extends MachineRef {
  /** Id of the service or of the container, or `kernel`. */
  readonly source: string;
  /** How many lines of before. */
  readonly tail: number;
  /** Goes on with what is written from now on, until the signal aborts. */
  readonly isFollowing?: boolean;
}

/**
 * A file as it comes in.
 *
 * @public
 */
export interface SnapshotFile {
  readonly name: string;
  readonly content: Blob;
}

/**
 * What goes to a machine while somebody waits: logs, events and actions. Rejects like
 * `TalosPortalClient`. A stream that breaks rejects; one whose signal aborts ends.
 *
 * @public
 */
export interface TalosLiveClient {
  /** The containers of pods on a machine, asked of it now. */
  containers(
    ref: MachineRef,
    options?: RequestOptions,
  ): Promise<ContainersAnswer>;
  /** Lines, some at a time, oldest first. */
  logs(
    query: LogQuery,
    options?: RequestOptions,
  ): AsyncIterable<readonly LogLine[]>;
  /** Those of before, then those from now on, until the signal aborts. */
  events(
    ref: MachineRef & { readonly tail: number },
    options?: RequestOptions,
  ): AsyncIterable<MachineEvent>;
  /** What the asker may do on a cluster now, and why not. */
  actions(cluster: string, options?: RequestOptions): Promise<ActionsAnswer>;
  /** Does it, and tells each step; the last one is `done` or `failed`. */
  act(
    request: Exclude<ActionRequest, { action: 'etcdSnapshot' }>,
    options?: RequestOptions,
  ): AsyncIterable<ActionStep>;
  /** The whole file, checked against its hash; a cut one rejects. */
  snapshot(cluster: string, options?: RequestOptions): Promise<SnapshotFile>;
}

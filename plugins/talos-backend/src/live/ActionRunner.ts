import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  fieldsOf,
  listOf,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import {
  deriveActionStates,
  planDefragment,
  snapshotMember,
  TALOS_ACTIONS,
  type ActionRequest,
  type ActionState,
  type ActionStep,
  type TalosActionId,
} from '@homestage/backstage-plugin-talos-common';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import type { TalosActionSettings } from '../config';
import type { TalosService } from '../service/TalosService';
import { endedSteps, oneStep, toldFailure } from './actionSteps';
import { checkSnapshot } from './checkSnapshot';
import { defragmentMembers } from './defragmentMembers';
import { restrictTo, type FeatureCalls } from './LiveClient';
import type { LiveConnections } from './LiveConnections';

/** Talos answers a reboot or a restart when it has begun. */
const DEADLINE_MS = 30_000;

type Request<Id extends TalosActionId> = Extract<ActionRequest, { action: Id }>;

export interface ActionRunnerOptions {
  readonly settings: TalosActionSettings;
  readonly service: TalosService;
  readonly connections: LiveConnections;
  readonly timers: Timers;
}

/**
 * Does to machines what somebody asked for. Who may ask is decided before; whether it
 * can be done now is decided here, and told as a refusal before anything happens.
 *
 * @remarks
 *
 * While etcd of a cluster is defragmented nothing else is done there: a second member
 * that is away could cost the quorum. The promise is that of one backend; Talos itself
 * keeps no such lock.
 */
export class ActionRunner {
  readonly #options: ActionRunnerOptions;
  readonly #defragmenting = new Set<string>();

  constructor(options: ActionRunnerOptions) {
    this.#options = options;
  }

  /** Whether each action can be done on a cluster by who has these permissions. */
  states(
    cluster: string,
    permitted: ReadonlySet<TalosActionId>,
  ): ActionState[] {
    const { settings, connections } = this.#options;
    const { roles, fault } = connections.actor(cluster);
    return deriveActionStates({
      cluster,
      roles,
      fault,
      permitted,
      ...settings,
    });
  }

  /** Does it, step by step. Throws before the first step when it is refused. */
  run(
    request: Exclude<ActionRequest, { action: 'etcdSnapshot' }>,
    signal: AbortSignal,
  ): AsyncGenerator<ActionStep> {
    const calls = this.#calls(request);
    switch (request.action) {
      case 'reboot':
        return this.#reboot(request, calls);
      case 'restartService':
        return this.#restartService(request, calls);
      case 'etcdDefragment':
        return this.#defragment(request, calls, signal);
      case 'etcdDisarm':
        return this.#disarm(request, calls);
      default:
        request satisfies never;
        throw new NotFoundError('There is no such action.');
    }
  }

  /** The bytes of a snapshot, with the machine they come from. */
  snapshot(
    request: Request<'etcdSnapshot'>,
    signal: AbortSignal,
  ): { node: string; content: AsyncGenerator<Buffer> } {
    const calls = this.#calls(request);
    const member = snapshotMember(this.#etcd(request.cluster));
    if (!member) {
      throw new ServiceUnavailableError(
        `No member of the etcd of ${request.cluster} answers, so no snapshot can be taken. While the quorum is lost, copy the file: talosctl -n ADDRESS cp /var/lib/etcd/member/snap/db .`,
      );
    }
    const { node } = member;
    const messages = calls.stream('etcdSnapshot', node, { signal });
    return {
      node,
      content: toldFailure(checkSnapshot(messages), {
        node,
        feature: TALOS_ACTIONS.etcdSnapshot,
      }),
    };
  }

  #calls({ action, cluster }: ActionRequest): FeatureCalls {
    const all = new Set(Object.keys(TALOS_ACTIONS) as TalosActionId[]);
    const state = this.states(cluster, all).find(({ id }) => id === action);
    const { client } = this.#options.connections.actor(cluster);
    if (!state?.isAllowed || !client) {
      throw new NotAllowedError(state?.reason ?? 'This can not be done now.');
    }
    if (this.#defragmenting.has(cluster)) {
      throw new ConflictError(
        `The etcd of ${cluster} is being defragmented. Wait until that has ended.`,
      );
    }
    return restrictTo(TALOS_ACTIONS[action], client);
  }

  #etcd(cluster: string) {
    const { rows } = this.#options.service.etcd().body();
    return rows.find(etcd => etcd.cluster === cluster);
  }

  #machine(ref: { cluster: string; node: string }) {
    return this.#options.service.machine(ref).body().machine.row;
  }

  #reboot(request: Request<'reboot'>, calls: FeatureCalls) {
    const { node, name } = this.#machine(request);
    return oneStep(
      async () => {
        const answer = await calls.call('reboot', node, {
          request: { mode: 'DEFAULT' },
          deadlineMs: DEADLINE_MS,
        });
        const [message] = listOf(fieldsOf(answer).messages);
        return {
          node,
          message: `${name} has begun to reboot. It is back when this page says that it runs.`,
          actorId: textOf(message?.actorId),
        };
      },
      { node, feature: TALOS_ACTIONS.reboot },
    );
  }

  #restartService(request: Request<'restartService'>, calls: FeatureCalls) {
    const { node } = this.#machine(request);
    const { service } = request;
    return oneStep(
      async () => {
        const answer = await calls.call('serviceRestart', node, {
          request: { id: service },
          deadlineMs: DEADLINE_MS,
        });
        const [message] = listOf(fieldsOf(answer).messages);
        return {
          node,
          message: textOf(message?.resp) ?? `${service} restarted`,
        };
      },
      { node, feature: TALOS_ACTIONS.restartService },
    );
  }

  #defragment(
    request: Request<'etcdDefragment'>,
    calls: FeatureCalls,
    signal: AbortSignal,
  ): AsyncGenerator<ActionStep> {
    const { cluster } = request;
    const { members, refusal } = planDefragment(this.#etcd(cluster));
    if (!members) {
      throw new ConflictError(refusal);
    }
    const { timers } = this.#options;
    const [{ node }] = members;
    const steps = defragmentMembers(members, { calls, timers, signal });
    const feature = TALOS_ACTIONS.etcdDefragment;
    this.#defragmenting.add(cluster);
    return endedSteps(steps, {
      asked: { node, feature },
      onEnd: () => this.#defragmenting.delete(cluster),
    });
  }

  #disarm(request: Request<'etcdDisarm'>, calls: FeatureCalls) {
    const member = snapshotMember(this.#etcd(request.cluster));
    if (!member) {
      throw new ServiceUnavailableError(
        `No member of the etcd of ${request.cluster} answers, so its alarms can not be taken away.`,
      );
    }
    const { node } = member;
    return oneStep(
      async () => {
        await calls.call('etcdAlarmDisarm', node, { deadlineMs: DEADLINE_MS });
        return {
          node,
          message:
            'The alarms are disarmed. One whose cause is still there comes back at once.',
        };
      },
      { node, feature: TALOS_ACTIONS.etcdDisarm },
    );
  }
}

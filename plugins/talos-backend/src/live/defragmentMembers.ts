import { fieldsOf, formatBytes } from '@homestage/backstage-plugin-lab-common';
import {
  readEtcdStatus,
  type ActionStep,
  type EtcdMemberRow,
} from '@homestage/backstage-plugin-talos-common';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import { wait } from '../service/wait';
import type { FeatureCalls } from './LiveClient';

/** A member copies its whole file, of some GiB at the most. */
const DEADLINE_MS = 5 * 60_000;
/** Tries until a member answers again, and the pause between: half a minute. */
const SETTLE_TRIES = 30;
const SETTLE_MS = 1_000;

type Member = EtcdMemberRow & { node: string };

export interface DefragmentOptions {
  readonly calls: FeatureCalls;
  readonly timers: Timers;
  /** Aborts between two members, never within one. */
  readonly signal: AbortSignal;
}

/**
 * Defragments one member after the other. The next one begins when the last one
 * answers again and follows a leader; who leads by then comes last.
 *
 * @param members - in the order of `planDefragment`
 */
export async function* defragmentMembers(
  members: readonly Member[],
  options: DefragmentOptions,
): AsyncGenerator<ActionStep> {
  let rest = [...members];
  let leaderId = members.find(({ isLeader }) => isLeader)?.id;
  let freedBytes = 0;
  while (rest.length > 0) {
    if (options.signal.aborted) {
      const names = rest.map(({ name }) => name).join(', ');
      yield {
        state: 'failed',
        message: `Stopped; not defragmented: ${names}.`,
      };
      return;
    }
    const next = nextOf(rest, leaderId);
    rest = rest.filter(member => member !== next);
    const { node, name } = next;
    yield { state: 'running', node, message: `${name} is being defragmented.` };
    await options.calls.call('etcdDefragment', node, {
      deadlineMs: DEADLINE_MS,
    });
    const status = await settled(next, options);
    if (!status) {
      yield {
        state: 'failed',
        node,
        message: `${name} was defragmented and does not follow a leader since. The others were left alone; look at it first: talosctl -n ${node} service etcd`,
      };
      return;
    }
    leaderId = status.leaderId;
    const freed = (next.dbSizeBytes ?? 0) - (status.dbSizeBytes ?? 0);
    freedBytes += Math.max(0, freed);
    yield {
      state: 'running',
      node,
      message: `${name} is done: ${sizeOf(next.dbSizeBytes)} before, ${sizeOf(
        status.dbSizeBytes,
      )} now.`,
    };
  }
  yield {
    state: 'done',
    message: `All ${members.length} members are defragmented; ${formatBytes(
      freedBytes,
    )} are free again.`,
  };
}

/** Who leads comes last, whoever that is by now. */
function nextOf(rest: readonly Member[], leaderId: string | undefined): Member {
  return rest.find(({ id }) => id !== leaderId) ?? rest[0];
}

/** The state of a member that answers again; undefined: it does not. */
async function settled(member: Member, options: DefragmentOptions) {
  const { calls, timers } = options;
  for (let tried = 0; tried < SETTLE_TRIES; tried += 1) {
    const answer = await calls
      .call('etcdStatus', member.node)
      // It does not answer yet: asked again, so often as the bound says.
      .catch(() => undefined);
    const status = readEtcdStatus(fieldsOf(answer));
    if (status?.leaderId) {
      return status;
    }
    await wait(SETTLE_MS, { timers, signal: new AbortController().signal });
  }
  return undefined;
}

function sizeOf(bytes: number | undefined): string {
  return bytes === undefined ? 'not known' : formatBytes(bytes);
}

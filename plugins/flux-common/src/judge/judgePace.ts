import type { FluxFacts } from '../read/FluxFacts';
import {
  isSameFluxRevision,
  parseFluxRevision,
} from '../revision/parseFluxRevision';
import { shortFluxRevision } from '../revision/parseFluxRevision';
import type { OwnJudgement } from './judgeOwn';

/** Controllers watch their sources: a new revision is taken up within seconds. */
const TAKE_UP_MS = 10 * 60_000;

/** A request to reconcile is answered when the queue gets to it. */
const ANSWER_MS = 5 * 60_000;

/** Slack for jitter and queues on top of the interval. */
const SLACK_MS = 60_000;

const MISSED_INTERVALS = 2;

/**
 * Judges whether a ready object keeps pace: with its source, with requests, and
 * with its own interval. Undefined when it does, or when nothing tells.
 *
 * @param source - what it is made from; undefined when that is not known
 */
export function judgePace(
  facts: FluxFacts,
  options: { source: FluxFacts | undefined; now: number },
): OwnJudgement | undefined {
  return (
    judgeBehind(facts, options) ??
    judgeRequest(facts, options.now) ??
    judgeInterval(facts, options.now)
  );
}

/** When time alone will make a ready object late; undefined when nothing tells. */
export function lateAtMs(facts: FluxFacts): number | undefined {
  const { reconciledAt, intervalMs } = facts;
  if (!reconciledAt || intervalMs === undefined) {
    return undefined;
  }
  return (
    Date.parse(reconciledAt) +
    MISSED_INTERVALS * intervalMs +
    (facts.timeoutMs ?? intervalMs) +
    SLACK_MS
  );
}

function judgeBehind(
  facts: FluxFacts,
  { source, now }: { source: FluxFacts | undefined; now: number },
): OwnJudgement | undefined {
  if (!source?.revision || !isOlderThan(facts, source)) {
    return undefined;
  }
  const revision = shortFluxRevision(source.revision);
  const since = source.artifactAt;
  const dueMs = since ? Date.parse(since) + TAKE_UP_MS : undefined;
  return dueMs !== undefined && now >= dueMs
    ? {
        status: 'Late',
        message: `Revision ${revision} is fetched and was not applied; its controller may be down`,
        since,
      }
    : {
        status: 'Behind',
        message: `Revision ${revision} is fetched and not applied yet`,
        since,
        validUntilMs: dueMs,
      };
}

/** Whether the source holds another content than the one applied. Never guesses. */
function isOlderThan(facts: FluxFacts, source: FluxFacts): boolean {
  const fetched = source.revision ?? '';
  switch (facts.kind.kind) {
    case 'Kustomization':
      return (
        facts.revision !== undefined &&
        !isSameFluxRevision(facts.revision, fetched)
      );
    case 'HelmRelease': {
      const { hash, algorithm } = parseFluxRevision(fetched);
      return (
        facts.attemptedDigest !== undefined &&
        hash !== undefined &&
        facts.attemptedDigest !== `${algorithm}:${hash}`
      );
    }
    default:
      return false;
  }
}

function judgeRequest(facts: FluxFacts, now: number): OwnJudgement | undefined {
  const since = facts.pendingRequestAt;
  return since && now >= Date.parse(since) + ANSWER_MS
    ? {
        status: 'Late',
        message:
          'A request to reconcile was not answered; its controller may be down',
        since,
      }
    : undefined;
}

function judgeInterval(
  facts: FluxFacts,
  now: number,
): OwnJudgement | undefined {
  const dueMs = lateAtMs(facts);
  return dueMs !== undefined && now >= dueMs
    ? {
        status: 'Late',
        message: `It was last reconciled at ${facts.reconciledAt}, more than ${MISSED_INTERVALS} intervals ago`,
        since: facts.reconciledAt,
      }
    : undefined;
}

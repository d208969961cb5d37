import type { ConditionFacts, FluxFacts } from '../read/FluxFacts';
import type { FluxStatus } from '../status/fluxStatus';

/**
 * What an object's own fields say, before others are looked at.
 *
 * @public
 */
export interface OwnJudgement {
  readonly status: FluxStatus;
  readonly message?: string;
  /** When it began, ISO 8601. */
  readonly since?: string;
  /** What the controller says it waits for. */
  readonly waitsFor?: 'dependency' | 'source';
  /** When time alone will change the answer, in milliseconds since the epoch. */
  readonly validUntilMs?: number;
}

/** A controller looks at a new object within seconds; this is how long we give it. */
const FIRST_LOOK_MS = 5 * 60_000;

/** Reasons of Ready=False that put the blame on somebody else. */
const WAITING_REASONS: Readonly<Record<string, 'dependency' | 'source'>> = {
  DependencyNotReady: 'dependency',
  SourceNotReady: 'source',
  ArtifactFailed: 'source',
};

/**
 * Judges an object by its own fields, first match wins: being deleted,
 * suspended, static, rolled back, stalled, not looked at yet, retrying, failed,
 * working, drifted, ready. What can not be read is `Unknown`.
 *
 * Source of the conditions: Flux 2.9 controllers and fluxcd/pkg/apis/meta.
 */
export function judgeOwn(facts: FluxFacts, now: number): OwnJudgement {
  const ready = conditionOf(facts, 'Ready');
  const told = { message: ready?.message, since: ready?.since };
  if (facts.isDeleting) {
    return {
      status: 'Progressing',
      message: 'It is being deleted',
      since: timeText(facts.object.metadata.deletionTimestamp),
    };
  }
  if (facts.isSuspended) {
    return { status: 'Suspended', ...told };
  }
  if (!ready && facts.conditions.length === 0) {
    return judgeSilent(facts, now);
  }
  return (
    judgeRemediated(facts, told) ??
    judgeMoving(facts, told) ??
    judgeReady(facts, ready)
  );
}

/** The condition of a type; the last one where an object holds it twice. */
export function conditionOf(
  facts: FluxFacts,
  type: string,
): ConditionFacts | undefined {
  return facts.conditions.findLast(condition => condition.type === type);
}

function isTrue(facts: FluxFacts, type: string): ConditionFacts | undefined {
  const condition = conditionOf(facts, type);
  return condition?.status === 'True' ? condition : undefined;
}

/** No condition at all: static kinds never have one, others were not looked at. */
function judgeSilent(facts: FluxFacts, now: number): OwnJudgement {
  const since = timeText(facts.object.metadata?.creationTimestamp);
  if (facts.kind.isStatic || isOciHelmRepository(facts)) {
    return { status: 'Ready', since };
  }
  const untilMs = since ? Date.parse(since) + FIRST_LOOK_MS : undefined;
  return untilMs !== undefined && now < untilMs
    ? {
        status: 'Progressing',
        message: 'Waiting to be reconciled for the first time',
        since,
        validUntilMs: untilMs,
      }
    : {
        status: 'Unknown',
        message: 'It has no status: no controller has looked at it',
        since,
      };
}

/** HelmRepositories of type `oci` are addresses only: source-controller gives them no status. */
function isOciHelmRepository(facts: FluxFacts): boolean {
  return (
    facts.kind.kind === 'HelmRepository' && facts.object.spec?.type === 'oci'
  );
}

type Told = Pick<OwnJudgement, 'message' | 'since'>;

/** What Helm took back, and what will not be tried again. */
function judgeRemediated(
  facts: FluxFacts,
  told: Told,
): OwnJudgement | undefined {
  const remediated = isTrue(facts, 'Remediated');
  const isReady = isTrue(facts, 'Ready');
  if (remediated?.reason === 'RollbackSucceeded' && !isReady) {
    const cause = conditionOf(facts, 'Released');
    const message =
      cause?.status === 'False' ? cause.message : remediated.message;
    return { status: 'RolledBack', message, since: remediated.since };
  }
  const stalled = isTrue(facts, 'Stalled');
  if (!stalled || isAhead(facts)) {
    return undefined;
  }
  return {
    status: 'Stalled',
    message: told.message ?? stalled.message,
    since: stalled.since ?? told.since,
  };
}

/** What is on its way. */
function judgeMoving(facts: FluxFacts, told: Told): OwnJudgement | undefined {
  const reconciling = isTrue(facts, 'Reconciling');
  const ready = conditionOf(facts, 'Ready');
  const waitsFor = WAITING_REASONS[ready?.reason ?? ''];
  if (ready?.status === 'False' && waitsFor === 'dependency') {
    return { status: 'Blocked', ...told, waitsFor };
  }
  if (reconciling?.reason === 'ProgressingWithRetry') {
    const message =
      ready?.status === 'False' ? told.message : reconciling.message;
    return { status: 'Retrying', message, since: told.since, waitsFor };
  }
  // helm-controller goes on saying that it progresses while there is no chart.
  if (reconciling && ready?.status === 'False' && waitsFor) {
    return { status: 'Blocked', ...told, waitsFor };
  }
  if (reconciling) {
    return {
      status: 'Progressing',
      message: reconciling.message ?? told.message,
      since: reconciling.since ?? told.since,
    };
  }
  return isAhead(facts)
    ? {
        status: 'Progressing',
        message: 'Its declaration changed; the controller has not seen it yet',
      }
    : undefined;
}

function judgeReady(
  facts: FluxFacts,
  ready: ConditionFacts | undefined,
): OwnJudgement {
  const told = { message: ready?.message, since: ready?.since };
  switch (ready?.status) {
    case 'True':
      return judgeDrift(facts) ?? { status: 'Ready', ...told };
    case 'False':
      return {
        status: 'Failed',
        ...told,
        waitsFor: WAITING_REASONS[ready.reason ?? ''],
      };
    case 'Unknown':
      return {
        status: ready.reason === 'Progressing' ? 'Progressing' : 'Unknown',
        ...told,
      };
    default:
      return {
        status: 'Unknown',
        message: 'Its status does not say whether it is ready',
      };
  }
}

function judgeDrift(facts: FluxFacts): OwnJudgement | undefined {
  const drifted = isTrue(facts, 'Drifted');
  return drifted
    ? { status: 'Drifted', message: drifted.message, since: drifted.since }
    : undefined;
}

/** Whether the declaration is newer than what the controller has looked at. */
function isAhead(facts: FluxFacts): boolean {
  return (
    facts.generation !== undefined &&
    facts.observedGeneration !== undefined &&
    facts.observedGeneration < facts.generation
  );
}

function timeText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

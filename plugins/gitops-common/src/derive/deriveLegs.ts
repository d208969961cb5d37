import type { ChangeLeg } from '../contract/change';

/**
 * Whether a revision holds the merge: by ancestry, never by comparing names.
 *
 * @public
 */
export type Containment = 'yes' | 'no' | 'unknown';

/**
 * One object of Flux that the change goes through.
 *
 * @public
 */
export interface ChangeStation {
  /** As people name it: `Kustomization media/sonarr`. */
  readonly name: string;
  /** Whether what it has fetched or applied holds the merge. */
  readonly holds: Containment;
  readonly health: 'ready' | 'working' | 'failed' | 'unknown' | 'missing';
  readonly isSuspended: boolean;
  /** What it says about itself. */
  readonly message?: string;
  /** When it first held the merge, ISO 8601; unset when that can not be told. */
  readonly heldSince?: string;
  /** Since when it is ready, ISO 8601; unset while it is not. */
  readonly readySince?: string;
}

/**
 * What is known of the way of one merged change.
 *
 * @public
 */
export interface ChangeWay {
  /** ISO 8601. */
  readonly mergedAt?: string;
  /** Why nothing can be said of the cluster; unset when something can. */
  readonly blind?: string;
  /** The sources of the appliers. */
  readonly sources: readonly ChangeStation[];
  /** The Kustomizations that apply the files; empty when none does. */
  readonly appliers: readonly ChangeStation[];
  /** HelmReleases that the files stand for; whether they hold the merge they do not say. */
  readonly releases: readonly Omit<ChangeStation, 'holds' | 'heldSince'>[];
  /** Kustomizations above the appliers that are suspended. */
  readonly suspendedAncestors: readonly string[];
}

type Verdict = Pick<ChangeLeg, 'state' | 'reason'>;

const DONE: Verdict = { state: 'done' };
const WAITING: Verdict = { state: 'waiting' };

/**
 * How far a merged change came. A leg is done only when everything on it was
 * seen to be behind it; after one that is not, the next is waited for.
 *
 * @public
 */
export function deriveLegs(way: ChangeWay): ChangeLeg[] {
  const merged: ChangeLeg = {
    leg: 'merged',
    state: 'done',
    ...(way.mergedAt ? { at: way.mergedAt } : {}),
  };
  const [fetched, applied, ready] = verdictsOf(way);
  const times = timesOf(way);
  return [
    merged,
    { leg: 'fetched', ...fetched, ...at(fetched, times.fetched) },
    { leg: 'applied', ...applied, ...at(applied, times.applied) },
    { leg: 'ready', ...ready, ...at(ready, times.ready) },
  ];
}

function at({ state }: Verdict, time: string | undefined): { at?: string } {
  return state === 'done' && time ? { at: time } : {};
}

/**
 * When each leg was done, as far as that can be told. What the appliers check is
 * ready once they have applied it; a release says since when it is, which counts
 * when it became so after it was applied.
 */
function timesOf({ sources, appliers, releases }: ChangeWay): {
  fetched?: string;
  applied?: string;
  ready?: string;
} {
  const applied = latest(appliers.map(({ heldSince }) => heldSince));
  const ready = latest([
    applied,
    ...releases.map(({ readySince }) =>
      isBefore(readySince, applied) ? undefined : readySince,
    ),
  ]);
  return {
    fetched: latest(sources.map(({ heldSince }) => heldSince)),
    applied,
    ready,
  };
}

/** The last of them; unset when one is not known, or there is none. */
function latest(times: readonly (string | undefined)[]): string | undefined {
  return times.length > 0 && times.every(time => time !== undefined)
    ? times.reduce((a, b) => (isBefore(a, b) ? b : a))
    : undefined;
}

function isBefore(one: string | undefined, other: string | undefined): boolean {
  return Date.parse(one ?? '') < Date.parse(other ?? '');
}

function verdictsOf(way: ChangeWay): [Verdict, Verdict, Verdict] {
  if (way.blind !== undefined) {
    const unknown: Verdict = { state: 'unknown', reason: way.blind };
    return [unknown, unknown, unknown];
  }
  if (way.appliers.length === 0) {
    const none: Verdict = {
      state: 'none',
      reason: 'No Kustomization applies the files that it changes.',
    };
    return [none, none, none];
  }
  const applied = worst([
    ...way.suspendedAncestors.map(name => ifNotYet(way, suspended(name))),
    ...way.appliers.map(onItsWay),
  ]);
  // What is applied was fetched, whatever its source has fetched since.
  const fetched =
    applied.state === 'done' ? DONE : worst(way.sources.map(onItsWay));
  if (fetched.state !== 'done' && applied.state === 'waiting') {
    return [fetched, WAITING, WAITING];
  }
  const ready =
    applied.state === 'done'
      ? worst([...way.appliers, ...way.releases].map(isHealthy))
      : WAITING;
  return [fetched, applied, ready];
}

function ifNotYet(way: ChangeWay, verdict: Verdict): Verdict {
  return way.appliers.every(({ holds }) => holds === 'yes') ? DONE : verdict;
}

function suspended(name: string): Verdict {
  return {
    state: 'stuck',
    reason: `${name} is suspended: nothing gets past it until it is resumed.`,
  };
}

function onItsWay(station: ChangeStation): Verdict {
  const { name, holds, health, message, isSuspended } = station;
  if (holds === 'yes') {
    return DONE;
  }
  if (health === 'missing') {
    return { state: 'waiting', reason: `${name} is not in the cluster yet.` };
  }
  if (holds === 'unknown') {
    return {
      state: 'unknown',
      reason: `It can not be told which commit ${name} is at.`,
    };
  }
  if (isSuspended) {
    return suspended(name);
  }
  return health === 'failed'
    ? { state: 'stuck', reason: says(name, message) }
    : { state: 'waiting', reason: isBehind(name, station) };
}

/** What it works on is told; what a quiet one says is about its earlier commit. */
function isBehind(
  name: string,
  { health, message }: Pick<ChangeStation, 'health' | 'message'>,
): string {
  return health === 'working' && message
    ? `${name} is at an earlier commit: ${message}`
    : `${name} is at an earlier commit.`;
}

function isHealthy(station: Omit<ChangeStation, 'holds'>): Verdict {
  const { name, health, message } = station;
  switch (health) {
    case 'ready':
      return DONE;
    case 'failed':
      return { state: 'stuck', reason: says(name, message) };
    case 'working':
      return { state: 'waiting', reason: says(name, message) };
    case 'missing':
      return { state: 'waiting', reason: `${name} is not in the cluster yet.` };
    default:
      return { state: 'unknown', reason: says(name, message) };
  }
}

function says(name: string, message: string | undefined): string {
  return message ? `${name}: ${message}` : `${name} does not say why.`;
}

const WORST_FIRST = ['stuck', 'unknown', 'waiting', 'none', 'done'] as const;

/** Nothing to look at is not known to be done. */
function worst(verdicts: readonly Verdict[]): Verdict {
  const sorted = [...verdicts].sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  );
  return (
    sorted[0] ?? {
      state: 'unknown',
      reason: 'What it is fetched from is not known.',
    }
  );
}

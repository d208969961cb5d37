import {
  isCurrent,
  type KubeObject,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import { fluxKey } from '../contract/row';
import { fluxKind, isFluxKind } from '../kinds/fluxKinds';
import type { FluxFacts } from '../read/FluxFacts';
import { readFluxFacts } from '../read/readFluxFacts';
import { fluxSeverity } from '../status/fluxStatus';
import { findBlock, type Block, type Surroundings } from './findBlock';
import {
  stateKey,
  type FactSnapshot,
  type FluxModel,
  type JudgedFlux,
} from './FluxModel';
import { judgeOwn, type OwnJudgement } from './judgeOwn';
import { judgePace, lateAtMs } from './judgePace';
import { tellBlock } from './tellBlock';

/**
 * Options of {@link judgeFlux}.
 *
 * @public
 */
export interface JudgeFluxOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The model before: objects that did not change are not read again. */
  readonly previous?: FluxModel;
}

/**
 * Reads and judges all Flux objects of all clusters. Snapshots of other kinds
 * are passed over. Objects of a source that is not live keep their last facts,
 * and what was good about them becomes `Unknown`.
 *
 * @public
 */
export function judgeFlux(
  snapshots: readonly FactSnapshot[],
  options: JudgeFluxOptions,
): FluxModel {
  const flux = snapshots.filter(snapshot => isFluxKind(snapshot.kind));
  const states = new Map(
    flux.map(({ cluster, kind, state }) => [
      stateKey({ cluster, kind: kind.kind }),
      state,
    ]),
  );
  const facts = readAll(flux, options.previous);
  const own = new Map(
    [...facts].map(([key, object]) => [key, judgeOwn(object, options.now)]),
  );
  const surroundings: Surroundings = {
    facts: key => facts.get(key),
    own: key => own.get(key),
    isSeen: ref => isLive(states.get(stateKey(ref))),
  };
  const judged = new Map<string, JudgedFlux>();
  let validUntilMs = Infinity;
  for (const [key, object] of facts) {
    const verdict = judgeAmong(object, { surroundings, now: options.now });
    const state = states.get(stateKey(object.ref));
    judged.set(key, withSource({ facts: object, ...verdict.result }, state));
    validUntilMs = Math.min(validUntilMs, verdict.validUntilMs);
  }
  return {
    now: options.now,
    judged,
    states,
    ...(Number.isFinite(validUntilMs) ? { validUntilMs } : {}),
  };
}

function readAll(
  snapshots: readonly FactSnapshot[],
  previous: FluxModel | undefined,
): Map<string, FluxFacts> {
  const known = new Map<KubeObject, FluxFacts>();
  for (const judged of previous?.judged.values() ?? []) {
    known.set(judged.facts.object, judged.facts);
  }
  const facts = new Map<string, FluxFacts>();
  for (const { cluster, kind: ref, items } of snapshots) {
    const kind = fluxKind(ref.kind);
    for (const object of kind ? items.filter(isObject) : []) {
      const before = known.get(object);
      // Two clusters never share an object, but a test or a cache may.
      const read =
        before?.ref.cluster === cluster
          ? before
          : readFluxFacts(object, { cluster, kind: kind! });
      facts.set(read.key, read);
    }
  }
  return facts;
}

/** Input is input: a list may hold what is no object at all. */
function isObject(item: unknown): boolean {
  return typeof item === 'object' && item !== null;
}

interface Among {
  readonly surroundings: Surroundings;
  readonly now: number;
}

/** An object's own judgement, corrected by what surrounds it. */
function judgeAmong(facts: FluxFacts, { surroundings, now }: Among) {
  const own = surroundings.own(facts.key)!;
  const block = facts.isSuspended ? undefined : findBlock(facts, surroundings);
  const isBlocked =
    block !== undefined && (own.status === 'Ready' || own.waitsFor);
  if (isBlocked) {
    return settled({ ...own, ...blocked(own, { block, surroundings }) }, block);
  }
  if (own.status !== 'Ready') {
    return settled(own, block);
  }
  const source = facts.source && surroundings.facts(fluxKey(facts.source));
  const pace = judgePace(facts, { source, now });
  return pace
    ? settled(pace, undefined)
    : settled({ ...own, validUntilMs: lateAtMs(facts) }, undefined);
}

function blocked(
  own: OwnJudgement,
  { block, surroundings }: { block: Block; surroundings: Surroundings },
): Pick<OwnJudgement, 'status' | 'message'> {
  const cause = surroundings.own(fluxKey(block.path[block.path.length - 1]));
  const sentence = tellBlock(block, cause?.message);
  return {
    status: 'Blocked',
    message:
      own.waitsFor === 'dependency' && own.message
        ? `${own.message}; ${sentence}`
        : sentence,
  };
}

function settled(own: OwnJudgement, block: Block | undefined) {
  const { status, message, since, validUntilMs = Infinity } = own;
  return { result: { status, message, since, block }, validUntilMs };
}

/** What was good is unknown once nobody looks any more. */
function withSource(
  judged: JudgedFlux,
  state: SourceState | undefined,
): JudgedFlux {
  if (!state || isLive(state)) {
    return judged;
  }
  const severity = fluxSeverity(judged.status);
  return severity === 'ok' || severity === 'info'
    ? {
        ...judged,
        status: 'Unknown',
        message: `${state.title} cannot be read now`,
        lastKnown: judged.status,
      }
    : { ...judged, lastKnown: judged.status };
}

function isLive(state: SourceState | undefined): boolean {
  return state !== undefined && isCurrent(state);
}

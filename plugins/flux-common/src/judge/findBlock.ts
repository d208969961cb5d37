import { fluxKey, type FluxRef } from '../contract/row';
import type { FluxBlock } from '../contract/relation';
import type { FluxFacts } from '../read/FluxFacts';
import type { OwnJudgement } from './judgeOwn';

/** What the walk needs to know about others. */
export interface Surroundings {
  facts(key: string): FluxFacts | undefined;
  own(key: string): OwnJudgement | undefined;
  /** Whether objects of the kind are known, so that absence means missing. */
  isSeen(ref: FluxRef): boolean;
}

/**
 * What stands in the way, nearest first; the last one is the root cause.
 *
 * @public
 */
export interface Block {
  readonly path: readonly FluxRef[];
  readonly why: FluxBlock['why'];
}

const BROKEN = new Set<OwnJudgement['status']>([
  'Failed',
  'Retrying',
  'Stalled',
  'RolledBack',
]);

/**
 * Finds why changes in Git can not reach an object. What its controller says it
 * waits for comes first: a dependency or its source. Then what would stop it all
 * the same: a suspended ancestor, a source that is suspended, failing or missing.
 * Each is followed to its own root. Undefined when nothing stands in the way.
 */
export function findBlock(
  facts: FluxFacts,
  surroundings: Surroundings,
): Block | undefined {
  return walk(facts, surroundings, new Set([facts.key]));
}

function walk(
  facts: FluxFacts,
  world: Surroundings,
  visited: ReadonlySet<string>,
): Block | undefined {
  const step: Walk = { world, visited };
  switch (world.own(facts.key)?.waitsFor) {
    case 'dependency':
      return (
        unmetDependency(facts, step) ??
        suspendedAncestor(facts, world) ??
        brokenSource(facts, step)
      );
    case 'source':
      return brokenSource(facts, step) ?? suspendedAncestor(facts, world);
    default:
      return suspendedAncestor(facts, world) ?? brokenSource(facts, step);
  }
}

/** The suspended ancestor closest to the root: resuming a lower one would not do. */
function suspendedAncestor(
  facts: FluxFacts,
  world: Surroundings,
): Block | undefined {
  const path: FluxRef[] = [];
  let lastSuspended = 0;
  const seen = new Set([facts.key]);
  let parent = facts.parent;
  while (parent && !seen.has(fluxKey(parent))) {
    seen.add(fluxKey(parent));
    path.push(parent);
    const found = world.facts(fluxKey(parent));
    if (found?.isSuspended) {
      lastSuspended = path.length;
    }
    parent = found?.parent;
  }
  return lastSuspended > 0
    ? { path: path.slice(0, lastSuspended), why: 'suspended' }
    : undefined;
}

interface Walk {
  readonly world: Surroundings;
  readonly visited: ReadonlySet<string>;
}

function brokenSource(facts: FluxFacts, walkState: Walk): Block | undefined {
  const { source } = facts;
  if (!source || facts.kind.role === 'notification') {
    return undefined;
  }
  const waits = walkState.world.own(facts.key)?.waitsFor === 'source';
  return obstacle(source, { ...walkState, isWaitedFor: waits });
}

function unmetDependency(facts: FluxFacts, walkState: Walk): Block | undefined {
  const found = facts.dependsOn
    .map(ref => obstacle(ref, { ...walkState, isWaitedFor: true }))
    .filter(block => block !== undefined);
  return found.sort((a, b) => rank(a) - rank(b))[0];
}

/** Root causes that need somebody come before those that may pass by themselves. */
function rank(block: Block): number {
  return ['suspended', 'missing', 'cycle', 'failing', 'not-ready'].indexOf(
    block.why,
  );
}

function obstacle(
  ref: FluxRef,
  options: Walk & { isWaitedFor: boolean },
): Block | undefined {
  const { world, visited, isWaitedFor } = options;
  const key = fluxKey(ref);
  const found = world.facts(key);
  if (!found) {
    return world.isSeen(ref) ? { path: [ref], why: 'missing' } : undefined;
  }
  if (visited.has(key)) {
    return isWaitedFor ? { path: [ref], why: 'cycle' } : undefined;
  }
  if (found.isSuspended) {
    return { path: [ref], why: 'suspended' };
  }
  const own = world.own(key);
  const isBroken = own !== undefined && BROKEN.has(own.status);
  const isWaiting = own?.waitsFor !== undefined;
  if (!isBroken && !(isWaitedFor && own?.status !== 'Ready') && !isWaiting) {
    return undefined;
  }
  const deeper = walk(found, world, new Set([...visited, key]));
  return deeper
    ? { path: [ref, ...deeper.path], why: deeper.why }
    : { path: [ref], why: isBroken ? 'failing' : 'not-ready' };
}

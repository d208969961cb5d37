import { diffIndices } from 'node-diff3';

/** Unchanged lines around a change. */
const CONTEXT = 3;

export interface UnifiedDiffOptions {
  path: string;
  /** Unset: the file is new. */
  before?: string;
  /** Unset: the file goes. */
  after?: string;
}

interface Change {
  start: number;
  end: number;
  newStart: number;
  newEnd: number;
}

const linesOf = (text: string | undefined) =>
  text ? text.replace(/\n$/, '').split('\n') : [];

/**
 * What changes in a file, as `git diff` writes it; empty when nothing does.
 */
export function unifiedDiff(options: UnifiedDiffOptions): string {
  const { path, before, after } = options;
  const old = linesOf(before);
  const next = linesOf(after);
  const changes = diffIndices(old, next).map(
    ({ buffer1: [start, length], buffer2: [newStart, newLength] }) => ({
      start,
      end: start + length,
      newStart,
      newEnd: newStart + newLength,
    }),
  );
  if (changes.length === 0) {
    return '';
  }
  return [
    `--- ${before === undefined ? '/dev/null' : `a/${path}`}`,
    `+++ ${after === undefined ? '/dev/null' : `b/${path}`}`,
    ...hunksOf(changes).flatMap(hunk => hunkLines(hunk, old, next)),
    '',
  ].join('\n');
}

/** Changes whose context would touch stand in one hunk. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks[hunks.length - 1];
    if (last && change.start - last[last.length - 1].end <= 2 * CONTEXT) {
      last.push(change);
    } else {
      hunks.push([change]);
    }
  }
  return hunks;
}

function hunkLines(
  changes: readonly Change[],
  old: readonly string[],
  next: readonly string[],
): string[] {
  const first = changes[0];
  const last = changes[changes.length - 1];
  const from = Math.max(0, first.start - CONTEXT);
  const to = Math.min(old.length, last.end + CONTEXT);
  const newFrom = first.newStart - (first.start - from);
  const newTo = last.newEnd + (to - last.end);
  const lines: string[] = [];
  let position = from;
  for (const change of changes) {
    lines.push(...old.slice(position, change.start).map(line => ` ${line}`));
    lines.push(...old.slice(change.start, change.end).map(line => `-${line}`));
    lines.push(
      ...next.slice(change.newStart, change.newEnd).map(line => `+${line}`),
    );
    position = change.end;
  }
  lines.push(...old.slice(position, to).map(line => ` ${line}`));
  const range = (start: number, end: number) =>
    `${end > start ? start + 1 : start},${end - start}`;
  return [`@@ -${range(from, to)} +${range(newFrom, newTo)} @@`, ...lines];
}

/** One line of a diff as it is drawn. */
export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'context' | 'hunk';
  readonly text: string;
  /** Line in the file before; unset for added lines. */
  readonly before?: number;
  /** Line in the file after; unset for removed lines. */
  readonly after?: number;
}

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * A unified diff of one file as numbered lines. Head lines are left out; what
 * is no diff gives no lines.
 */
export function diffLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  let isInHunk = false;
  for (const line of diff.split('\n')) {
    const hunk = line.match(HUNK);
    if (hunk) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      isInHunk = true;
      lines.push({ kind: 'hunk', text: line });
    } else if (isInHunk && line.startsWith('+')) {
      lines.push({ kind: 'added', text: line.slice(1), after: after++ });
    } else if (isInHunk && line.startsWith('-')) {
      lines.push({ kind: 'removed', text: line.slice(1), before: before++ });
    } else if (isInHunk && line.startsWith(' ')) {
      const text = line.slice(1);
      lines.push({ kind: 'context', text, before: before++, after: after++ });
    }
  }
  return lines;
}

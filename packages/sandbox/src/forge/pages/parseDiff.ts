/** One line of a diff; a number is unset on the side that has not the line. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'hunk';
  before?: number;
  after?: number;
  text: string;
}

/** What a diff says of one file. */
export interface DiffFile {
  path: string;
  /** Notes between the file's name and its lines: new file, rename, binary. */
  notes: string[];
  lines: DiffLine[];
}

/** Reads a unified diff as git writes it. */
export function parseDiff(text: string): DiffFile[] {
  return text
    .split(/^(?=diff --git )/m)
    .filter(part => part.startsWith('diff --git '))
    .map(parseFile);
}

function parseFile(part: string): DiffFile {
  const all = part.replace(/\n$/, '').split('\n');
  const firstHunk = all.findIndex(line => line.startsWith('@@'));
  const head = firstHunk < 0 ? all : all.slice(0, firstHunk);
  return {
    path: pathOf(head),
    notes: head.slice(1).filter(isNote),
    lines: firstHunk < 0 ? [] : parseLines(all.slice(firstHunk)),
  };
}

function parseLines(lines: readonly string[]): DiffLine[] {
  let before = 0;
  let after = 0;
  return lines.map(line => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[2])];
      return { kind: 'hunk', text: line };
    }
    const text = line.slice(1);
    switch (line[0]) {
      case '+':
        return { kind: 'added', after: after++, text };
      case '-':
        return { kind: 'removed', before: before++, text };
      case '\\':
        return { kind: 'hunk', text: text.trim() };
      default:
        return { kind: 'same', before: before++, after: after++, text };
    }
  });
}

function pathOf(head: readonly string[]): string {
  const named = (prefix: string) =>
    head.find(line => line.startsWith(prefix))?.slice(prefix.length);
  return (
    named('+++ b/') ??
    named('--- a/') ??
    named('rename to ') ??
    head[0].replace(/^diff --git a\/.* b\//, '')
  );
}

function isNote(line: string): boolean {
  return /^(new file|deleted file|rename|similarity|old mode|new mode|Binary)/.test(
    line,
  );
}

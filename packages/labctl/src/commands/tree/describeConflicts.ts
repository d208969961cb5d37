import type { MergeConflict } from '../../merge/mergeTree';

const quoted = (mark: string, lines: readonly string[]) =>
  lines.length > 0
    ? lines.map(line => `    ${mark} ${line}`)
    : [`    ${mark} (nothing)`];

const WHAT: Record<MergeConflict['reason'], string> = {
  'both-changed':
    'your edit and the render change the same lines: make the file say what it should, as the render has it around',
  deleted:
    'you deleted it, and its render has changed: restore it, or leave out what renders it',
  'not-rendered-before':
    'a file lies there that was never rendered: move it away, or make it equal to the render',
  'base-lost':
    'you edited it, and the text that was rendered last is neither in .labctl nor in Git: fetch the whole history, or take your edit back',
};

/** A conflict as lines for a terminal, with both sides. */
export function describeConflict(conflict: MergeConflict): string[] {
  const { path, reason, places } = conflict;
  const [first] = places;
  return [
    `${path}${first ? `:${first.line}` : ''}: ${WHAT[reason]}`,
    ...places.flatMap(({ line, edited, rendered }) => [
      `  line ${line}, yours:`,
      ...quoted('<', edited),
      '  rendered:',
      ...quoted('>', rendered),
    ]),
  ];
}

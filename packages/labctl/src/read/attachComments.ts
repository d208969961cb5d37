import type {
  SourceComment,
  SourceComments,
  SourceFile,
  SourceMap,
  SourceNode,
} from './SourceTree';

interface Holder {
  readonly line: number;
  readonly column: number;
  readonly comments: SourceComments;
}

/**
 * Gives every comment to the entry or item it is about: one at the end of a line
 * to the last thing that begins there, one on its own lines to the next thing
 * below. Comments that stand at the top with a blank line below are the file's.
 */
export function attachComments(
  root: SourceMap,
  options: { comments: readonly SourceComment[]; text: string },
): SourceFile {
  const lines = options.text.split(/\r?\n/);
  const holders = [...listHolders(root)].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
  const isWholeLine = ({ line, column }: SourceComment) =>
    lines[line - 1].slice(0, column - 1).trim() === '';
  const opening: string[] = [];
  const closing: string[] = [];
  const openingEnd = endOfOpening(lines);
  for (const comment of options.comments) {
    if (!isWholeLine(comment)) {
      const holder = holders.filter(({ line }) => line === comment.line).pop();
      if (holder) {
        holder.comments.after = comment.text;
      }
    } else if (comment.line <= openingEnd) {
      opening.push(comment.text);
    } else {
      const next = holders.find(({ line }) => line > comment.line);
      (next?.comments.before ?? closing).push(comment.text);
    }
  }
  return { root, opening, closing };
}

/** Last line of the comment block at the top, when a blank line follows it; else 0. */
function endOfOpening(lines: readonly string[]): number {
  let end = 0;
  while (/^\s*(#|---\s*$|%)/.test(lines[end] ?? '')) {
    end += 1;
  }
  return (lines[end] ?? '').trim() === '' ? end : 0;
}

function* listHolders(node: SourceNode): Generator<Holder> {
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      const { line, column } = entry.place;
      yield { line, column, comments: entry };
      yield* listHolders(entry.value);
    }
  } else if (node.kind === 'list') {
    for (const item of node.items) {
      const { line, column } = item.value.place;
      yield { line, column, comments: item };
      yield* listHolders(item.value);
    }
  }
}

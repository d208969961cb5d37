import { diff3Merge } from 'node-diff3';

/** A place that both sides changed. @public */
export interface TextConflict {
  /** First line of the place in the edited text; counts from 1. */
  line: number;
  /** The lines as they were edited by hand. */
  edited: readonly string[];
  /** The lines as they are rendered now. */
  rendered: readonly string[];
}

export interface MergedText {
  /** Of use only without conflicts. */
  text: string;
  conflicts: readonly TextConflict[];
}

export interface MergeTextOptions {
  /** What both sides began with. */
  original: string;
  edited: string;
  rendered: string;
}

/**
 * Three-way merge of lines. The same change on both sides is no conflict. Done by
 * node-diff3, a small library without dependencies that Git hosts use for the same.
 */
export function mergeText(options: MergeTextOptions): MergedText {
  const regions = diff3Merge(
    options.edited.split('\n'),
    options.original.split('\n'),
    options.rendered.split('\n'),
    { excludeFalseConflicts: true },
  );
  const lines: string[] = [];
  const conflicts: TextConflict[] = [];
  for (const { ok, conflict } of regions) {
    if (ok) {
      lines.push(...ok);
    } else if (conflict) {
      conflicts.push({
        line: conflict.aIndex + 1,
        edited: conflict.a,
        rendered: conflict.b,
      });
    }
  }
  return { text: lines.join('\n'), conflicts };
}

import type { LintContext } from './LintRule';
import type { Place, TreeObject } from '../types';

/** The line of an object's document that holds a text outside of comments; the object's own place when none does. */
export function placeInObject(
  { index }: LintContext,
  object: TreeObject,
  text: string,
): Place {
  const lines = index.files.get(object.file)?.split('\n') ?? [];
  for (let line = object.line - 1; line < lines.length; line += 1) {
    const column = lines[line].indexOf(text);
    const isNextDocument = line > object.line && /^---(\s|$)/.test(lines[line]);
    if (isNextDocument) {
      break;
    }
    if (column >= 0 && !lines[line].trimStart().startsWith('#')) {
      return { file: object.file, line: line + 1, column: column + 1 };
    }
  }
  return { file: object.file, line: object.line, column: object.column };
}

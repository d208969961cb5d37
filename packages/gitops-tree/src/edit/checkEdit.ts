import { parseFile } from '../read/parseFile';
import type { EditResult } from '../types';
import { canonical } from './canonical';
import type { OpenedDocument } from './openDocument';
import { parseForEdit, valueOf } from './openDocument';

/**
 * Accepts a new text only when reading it again gives exactly the intended
 * value, and every other document of the file unchanged.
 */
export function checkEdit(
  opened: OpenedDocument,
  text: string,
  intended: unknown,
): EditResult {
  const { problem } = parseFile('', text);
  if (problem) {
    return refuse(problem.message);
  }
  const values = parseForEdit(text).map(valueOf);
  const expected = opened.values.map((value, index) =>
    index === opened.position ? intended : value,
  );
  return canonical(values) === canonical(expected)
    ? { ok: true, text }
    : refuse('it would change something else as well, such as an alias');
}

function refuse(why: string): EditResult {
  return {
    ok: false,
    reason: `the edit cannot be made without touching more than it should: ${why}`,
  };
}

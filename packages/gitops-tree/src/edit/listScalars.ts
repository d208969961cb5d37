import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Scalar } from 'yaml';
import { parseFile } from '../read/parseFile';
import type { ScalarValue, WrittenScalar } from '../types';

/**
 * Every single value of a file with the path by which an edit finds it, in the
 * order of the text. What an alias stands for is listed where its anchor is. A
 * file that does not parse has none.
 *
 * @public
 */
export function listScalars(text: string): WrittenScalar[] {
  if (parseFile('', text).problem) {
    return [];
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  const found: WrittenScalar[] = [];
  [...documents].forEach((document, position) =>
    visit(document.contents, [], (node, path) => {
      found.push({
        document: position,
        path,
        value: node.value as ScalarValue,
        line: lines.linePos(node.range?.[0] ?? 0).line,
      });
    }),
  );
  return found;
}

function visit(
  node: unknown,
  path: readonly (string | number)[],
  tell: (node: Scalar, path: readonly (string | number)[]) => void,
): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (isScalar(key)) {
        visit(value, [...path, String(key.value)], tell);
      }
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => visit(item, [...path, index], tell));
  } else if (isScalar(node)) {
    tell(node, path);
  }
}

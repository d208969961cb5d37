import type { TreeNode } from '../types';

const HEADER = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?/;
const RECORD = /^\s*\[\[\s*nodes\s*\]\]/;
const ENTRY =
  /^\s*(name|address|controller)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\w+))/;

/**
 * The records of a cluster.toml: its tables `[[nodes]]`. Read by line: what is
 * asked of a record stands on lines of its own, and no tool writes it otherwise.
 */
export function readTomlNodes(file: string, text: string): TreeNode[] {
  const records: Map<string, { value: string; line: number }>[] = [];
  let isInRecord = false;
  text.split('\n').forEach((content, index) => {
    if (RECORD.test(content)) {
      records.push(new Map());
      isInRecord = true;
    } else if (HEADER.test(content)) {
      isInRecord = false;
    }
    const [, key, double, single, bare] = ENTRY.exec(content) ?? [];
    if (isInRecord && key) {
      const value = double ?? single ?? bare ?? '';
      records.at(-1)?.set(key, { value, line: index + 1 });
    }
  });
  return records.flatMap((record): TreeNode[] => {
    const name = record.get('name');
    const address = record.get('address')?.value;
    return name
      ? [
          {
            name: name.value,
            ...(address && { address }),
            isControlPlane: record.get('controller')?.value === 'true',
            layout: 'cluster-toml',
            file,
            line: name.line,
            column: 1,
          },
        ]
      : [];
  });
}

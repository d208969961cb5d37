import { stringify } from 'yaml';
import type { SourceComments, SourceMap, SourceNode } from '../read/SourceTree';
import { writeComment } from './writeToml';

/** Block YAML of a map, two blanks to a level. */
export function writeYaml(
  root: SourceMap,
  comments: { opening: readonly string[]; closing: readonly string[] },
): string {
  const lines = [
    ...comments.opening.map(writeComment),
    ...(comments.opening.length > 0 ? [''] : []),
    ...writeMap(root, ''),
    ...comments.closing.map(writeComment),
  ];
  return `---\n${lines.join('\n').trim()}\n`;
}

function writeMap(map: SourceMap, indent: string): string[] {
  return map.entries.flatMap(entry => [
    ...entry.before.map(line => `${indent}${writeComment(line)}`),
    ...writeAfterKey(`${indent}${stringify(entry.key).trimEnd()}:`, {
      value: entry.value,
      comments: entry,
      indent,
    }),
  ]);
}

function writeAfterKey(
  key: string,
  options: { value: SourceNode; comments: SourceComments; indent: string },
): string[] {
  const { value, comments, indent } = options;
  const inline = writeInline(value, indent);
  if (inline !== undefined) {
    const [first, ...rest] = inline;
    return [`${key} ${first}${after(comments)}`, ...rest];
  }
  return [
    `${key}${after(comments)}`,
    ...(value.kind === 'map'
      ? writeMap(value, `${indent}  `)
      : writeList(value, `${indent}  `)),
  ];
}

function writeList(node: SourceNode, indent: string): string[] {
  return node.kind !== 'list'
    ? []
    : node.items.flatMap(item => [
        ...item.before.map(line => `${indent}${writeComment(line)}`),
        ...writeItem(item.value, item, indent),
      ]);
}

function writeItem(
  value: SourceNode,
  comments: SourceComments,
  indent: string,
): string[] {
  const inline = writeInline(value, indent);
  if (inline !== undefined) {
    const [first, ...rest] = inline;
    return [`${indent}- ${first}${after(comments)}`, ...rest];
  }
  const inner =
    value.kind === 'map'
      ? writeMap(value, `${indent}  `)
      : writeList(value, `${indent}  `);
  if (/^\s*#/.test(inner[0]) || comments.after !== undefined) {
    // A comment cannot stand between the dash and what it belongs to.
    return [`${indent}-${after(comments)}`, ...inner];
  }
  return [`${indent}- ${inner[0].trimStart()}`, ...inner.slice(1)];
}

/** Lines of what stands on the line of its key; `undefined` for what needs a block. */
function writeInline(node: SourceNode, indent: string): string[] | undefined {
  if (node.kind === 'map') {
    return node.entries.length === 0 ? ['{}'] : undefined;
  }
  if (node.kind === 'list') {
    return node.items.length === 0 ? ['[]'] : undefined;
  }
  const [first, ...rest] = writeScalar(node.value).split('\n');
  return [first, ...rest.map(line => (line === '' ? '' : `${indent}${line}`))];
}

/** `yes` and its kin are text, but not for every reader of YAML. */
const YAML_1_1_BOOLEAN = /^(y|n|yes|no|on|off)$/i;

/** One line, or lines that each end with one line break: what a `|` block holds exactly. */
const isBlockText = (text: string) =>
  !text.includes('\n') || /^(?:\S[^\r\n]*\n)+$/.test(text);

function writeScalar(value: string | number | boolean | null): string {
  if (
    typeof value === 'string' &&
    (YAML_1_1_BOOLEAN.test(value) || !isBlockText(value))
  ) {
    return JSON.stringify(value);
  }
  // As the value of a key, so that the lines of a block text come indented.
  return stringify({ k: value }, { lineWidth: 0 })
    .slice('k: '.length)
    .trimEnd();
}

function after(comments: SourceComments): string {
  return comments.after === undefined ? '' : ` ${writeComment(comments.after)}`;
}

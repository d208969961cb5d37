import type {
  SourceComments,
  SourceEntry,
  SourceList,
  SourceMap,
  SourceNode,
  SourceScalar,
} from '../read/SourceTree';

/** A file as text, and what could not be carried over. */
export interface WrittenText {
  readonly text: string;
  /** Comments that have no place in the other form: those inside inline tables. */
  readonly lostComments: readonly string[];
}

class TomlWriter {
  readonly #lines: string[] = [];
  readonly #lost: string[] = [];

  writeOpening(lines: readonly string[]): void {
    this.writeComments(lines);
    if (lines.length > 0) {
      this.#lines.push('');
    }
  }

  writeComments(lines: readonly string[]): void {
    this.#lines.push(...lines.map(writeComment));
  }

  writeTable(map: SourceMap, path: readonly string[]): void {
    for (const entry of map.entries.filter(({ value }) => isInline(value))) {
      this.writeComments(entry.before);
      this.#lines.push(
        `${writeKey(entry.key)} = ${this.#writeValue(entry.value)}${after(
          entry,
        )}`,
      );
    }
    for (const entry of map.entries.filter(({ value }) => !isInline(value))) {
      const childPath = [...path, entry.key];
      if (entry.value.kind === 'map') {
        this.#writeSubTable(entry, entry.value, childPath);
      } else {
        this.#writeTableArray(entry, entry.value as SourceList, childPath);
      }
    }
  }

  finish(): WrittenText {
    const text = `${this.#lines.join('\n').trim()}\n`;
    return { text, lostComments: this.#lost };
  }

  #writeSubTable(
    entry: SourceEntry,
    map: SourceMap,
    path: readonly string[],
  ): void {
    // A table that holds only tables needs no header of its own.
    const needsHeader =
      map.entries.length === 0 ||
      map.entries.some(({ value }) => isInline(value)) ||
      entry.before.length > 0 ||
      entry.after !== undefined;
    if (needsHeader) {
      this.#lines.push('');
      this.writeComments(entry.before);
      this.#lines.push(`[${path.map(writeKey).join('.')}]${after(entry)}`);
    }
    this.writeTable(map, path);
  }

  #writeTableArray(
    entry: SourceEntry,
    list: SourceList,
    path: readonly string[],
  ): void {
    list.items.forEach((item, index) => {
      this.#lines.push('');
      if (index === 0) {
        this.writeComments(entry.before);
      }
      this.writeComments(item.before);
      const trailing = item.after ?? (index === 0 ? entry.after : undefined);
      this.#lines.push(
        `[[${path.map(writeKey).join('.')}]]${after({
          before: [],
          after: trailing,
        })}`,
      );
      this.writeTable(item.value as SourceMap, path);
    });
  }

  #writeValue(node: SourceNode): string {
    if (node.kind === 'scalar') {
      return writeScalar(node);
    }
    if (node.kind === 'map') {
      return this.#writeInlineTable(node);
    }
    const hasComments = node.items.some(
      item => item.before.length > 0 || item.after !== undefined,
    );
    const values = node.items.map(({ value }) => this.#writeValue(value));
    const oneLine = `[${values.join(', ')}]`;
    if (!hasComments && oneLine.length <= 100) {
      return oneLine;
    }
    const lines = node.items.flatMap((item, index) => [
      ...item.before.map(line => `  ${writeComment(line)}`),
      `  ${values[index]},${after(item)}`,
    ]);
    return ['[', ...lines, ']'].join('\n');
  }

  #writeInlineTable(map: SourceMap): string {
    const pairs = map.entries.map(entry => {
      this.#lost.push(...entry.before, ...(entry.after ? [entry.after] : []));
      this.#loseItemComments(entry.value);
      return `${writeKey(entry.key)} = ${this.#writeValue(
        withoutComments(entry.value),
      )}`;
    });
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }

  #loseItemComments(node: SourceNode): void {
    if (node.kind === 'list') {
      for (const { before, after: trailing } of node.items) {
        this.#lost.push(...before, ...(trailing ? [trailing] : []));
      }
    }
  }
}

/**
 * TOML 1.0 of a map: plain values first, then tables, then arrays of tables.
 *
 * @throws Error when a value is null, which TOML cannot say.
 */
export function writeToml(
  root: SourceMap,
  comments: { opening: readonly string[]; closing: readonly string[] },
): WrittenText {
  const writer = new TomlWriter();
  writer.writeOpening(comments.opening);
  writer.writeTable(root, []);
  writer.writeComments(comments.closing);
  return writer.finish();
}

/** What stands behind `key =`: no tables, and no lists of tables alone. */
function isInline(node: SourceNode): boolean {
  if (node.kind === 'map') {
    return false;
  }
  return (
    node.kind === 'scalar' ||
    node.items.length === 0 ||
    !node.items.every(({ value }) => value.kind === 'map')
  );
}

function withoutComments(node: SourceNode): SourceNode {
  return node.kind === 'list'
    ? {
        ...node,
        items: node.items.map(({ value }) => ({ before: [], value })),
      }
    : node;
}

function writeScalar({ value, place }: SourceScalar): string {
  if (value === null) {
    throw new Error(
      `${place.file}:${place.line}:${place.column}: nothing is written here, and TOML cannot say that; write a value or leave the field out`,
    );
  }
  return typeof value === 'string' ? writeText(value) : String(value);
}

function writeKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : writeText(key);
}

/** TOML's basic strings are JSON's, but DEL has to be escaped as well. */
function writeText(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\u007f');
}

/** A comment line; an empty one keeps no blank at its end. */
export function writeComment(line: string): string {
  return line === '' ? '#' : `# ${line}`;
}

function after(comments: SourceComments): string {
  return comments.after === undefined ? '' : ` ${writeComment(comments.after)}`;
}

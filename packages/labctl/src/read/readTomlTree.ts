import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import { attachComments } from './attachComments';
import type { Place } from './LabProblem';
import { ReadFailure, ValueBudget } from './ReadFailure';
import { commentText } from './readYamlTree';
import type {
  SourceFile,
  SourceList,
  SourceMap,
  SourceNode,
} from './SourceTree';

type TomlValue = AST.TOMLKeyValue['value'];

class TomlTreeReader {
  readonly #file: string;
  readonly #budget = new ValueBudget();

  constructor(file: string) {
    this.#file = file;
  }

  read(text: string): SourceFile {
    const program = this.#parse(text);
    const root: SourceMap = {
      kind: 'map',
      place: { file: this.#file, line: 1, column: 1 },
      entries: [],
    };
    for (const part of program.body[0].body) {
      if (part.type === 'TOMLKeyValue') {
        this.#putValue(root, part);
      } else {
        const table = this.#openTable(root, part);
        part.body.forEach(pair => this.#putValue(table, pair));
      }
    }
    const comments = program.comments.map(({ value, loc }) => ({
      line: loc.start.line,
      column: loc.start.column + 1,
      text: commentText(`#${value}`),
    }));
    return attachComments(root, { comments, text });
  }

  #parse(text: string): AST.TOMLProgram {
    try {
      return parseTOML(text, { tomlVersion: '1.0' });
    } catch (error) {
      if (error instanceof ParseError) {
        throw new ReadFailure(
          {
            file: this.#file,
            line: error.lineNumber,
            column: error.column + 1,
          },
          {
            rule: 'invalid-toml',
            message: `not valid TOML: ${error.message.replace(/\.$/, '')}`,
          },
        );
      }
      throw error;
    }
  }

  /** The map that `[a.b]` or `[[a.b]]` fills, made where it is missing. */
  #openTable(root: SourceMap, table: AST.TOMLTable): SourceMap {
    const place = this.#place(table);
    const names = table.key.keys;
    let map = root;
    names.forEach((name, depth) => {
      const isLast = depth === names.length - 1;
      const keyPlace = this.#place(name);
      map =
        table.kind === 'array' && isLast
          ? appendMap(
              this.#child(map, {
                key: keyOf(name),
                place: keyPlace,
                kind: 'list',
              }),
              place,
            )
          : lastMapOf(
              this.#child(map, {
                key: keyOf(name),
                place: keyPlace,
                kind: 'map',
              }),
            );
    });
    this.#budget.spend(place);
    return map;
  }

  #putValue(map: SourceMap, pair: AST.TOMLKeyValue): void {
    const names = [...pair.key.keys];
    const last = names.pop();
    if (!last) {
      return;
    }
    let target = map;
    for (const name of names) {
      target = lastMapOf(
        this.#child(target, {
          key: keyOf(name),
          place: this.#place(name),
          kind: 'map',
        }),
      );
    }
    target.entries.push({
      key: keyOf(last),
      place: this.#place(last),
      before: [],
      value: this.#readValue(pair.value),
    });
  }

  #child(
    map: SourceMap,
    wanted: { key: string; place: Place; kind: 'map' | 'list' },
  ): SourceNode {
    const { key, place, kind } = wanted;
    const known = map.entries.find(entry => entry.key === key);
    if (known) {
      return known.value;
    }
    const value: SourceNode =
      kind === 'map'
        ? { kind: 'map', place, entries: [] }
        : { kind: 'list', place, items: [] };
    map.entries.push({ key, place, before: [], value });
    return value;
  }

  #readValue(node: TomlValue): SourceNode {
    const place = this.#place(node);
    this.#budget.spend(place);
    if (node.type === 'TOMLArray') {
      return {
        kind: 'list',
        place,
        items: node.elements.map(element => ({
          before: [],
          value: this.#readValue(element),
        })),
      };
    }
    if (node.type === 'TOMLInlineTable') {
      const map: SourceMap = { kind: 'map', place, entries: [] };
      node.body.forEach(pair => this.#putValue(map, pair));
      return map;
    }
    if (node.value instanceof Date) {
      throw new ReadFailure(place, {
        rule: 'invalid-toml',
        message: 'a date is not used here; put the text in quotes',
      });
    }
    return { kind: 'scalar', place, value: node.value };
  }

  #place(node: AST.TOMLNode): Place {
    const { line, column } = node.loc.start;
    return { file: this.#file, line, column: column + 1 };
  }
}

/**
 * Reads one TOML 1.0 file. `toml-eslint-parser` is the parser because it knows
 * where each value stands; the usual TOML readers keep the values only.
 *
 * @throws ReadFailure with the place of the first thing that is not readable.
 */
export function readTomlTree(file: string, text: string): SourceFile {
  return new TomlTreeReader(file).read(text);
}

function keyOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function appendMap(list: SourceNode, place: Place): SourceMap {
  const map: SourceMap = { kind: 'map', place, entries: [] };
  (list as SourceList).items.push({ before: [], value: map });
  return map;
}

/** `[a.b]` below `[[a]]` means the last table of `a`. */
function lastMapOf(node: SourceNode): SourceMap {
  return node.kind === 'list'
    ? (node.items[node.items.length - 1].value as SourceMap)
    : (node as SourceMap);
}

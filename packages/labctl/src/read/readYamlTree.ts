import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import type { Document, Node, ParsedNode, YAMLMap } from 'yaml';
import { attachComments } from './attachComments';
import type { Place } from './LabProblem';
import { ReadFailure, ValueBudget } from './ReadFailure';
import type {
  SourceComment,
  SourceEntry,
  SourceFile,
  SourceMap,
  SourceNode,
} from './SourceTree';

/** Marks of the lexer that stand for no text of the file. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);
const SCALAR_MARK = '\u001f';

class YamlTreeReader {
  readonly #file: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #budget = new ValueBudget();
  #document: Document<ParsedNode> | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  read(): SourceFile {
    const documents = parseAllDocuments<ParsedNode>(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      logLevel: 'silent',
    });
    if (!Array.isArray(documents) || documents.length === 0) {
      return attachComments(
        { kind: 'map', place: this.#place(0), entries: [] },
        { comments: this.#comments(), text: this.#text },
      );
    }
    const [document, second] = documents;
    const error = document.errors[0] ?? document.warnings[0];
    if (error) {
      throw this.#fail(error.pos[0], {
        rule: 'invalid-yaml',
        message: `not valid YAML: ${firstSentence(error.message)}`,
      });
    }
    if (second) {
      throw this.#fail(second.range[0], {
        rule: 'invalid-yaml',
        message: 'a second document begins here; write one document per file',
      });
    }
    this.#document = document;
    const root = this.#readRoot(document.contents);
    return attachComments(root, {
      comments: this.#comments(),
      text: this.#text,
    });
  }

  #readRoot(contents: ParsedNode | null): SourceMap {
    if (contents === null || (isScalar(contents) && contents.value === null)) {
      return { kind: 'map', place: this.#place(0), entries: [] };
    }
    const root = this.#readNode(contents, undefined);
    if (root.kind !== 'map') {
      throw this.#fail(contents.range[0], {
        rule: 'invalid-yaml',
        message:
          'not a map of fields; write lines like node_cidr: 192.168.42.0/24',
      });
    }
    return root;
  }

  #readNode(node: Node | null, aliasedAt: Place | undefined): SourceNode {
    const place = aliasedAt ?? this.#place(node?.range?.[0] ?? 0);
    this.#budget.spend(place);
    if (isAlias(node)) {
      const target = this.#document && node.resolve(this.#document);
      if (!target) {
        throw new ReadFailure(place, {
          rule: 'invalid-yaml',
          message: `the alias *${node.source} names nothing written above`,
        });
      }
      return this.#readNode(target, place);
    }
    if (isMap(node)) {
      return {
        kind: 'map',
        place,
        entries: this.#readEntries(node, aliasedAt),
      };
    }
    if (isSeq(node)) {
      return {
        kind: 'list',
        place,
        items: node.items.map(item => ({
          before: [],
          value: this.#readNode(item as Node | null, aliasedAt),
        })),
      };
    }
    const value = isScalar(node) ? node.value : null;
    if (
      value !== null &&
      !['string', 'number', 'boolean'].includes(typeof value)
    ) {
      throw new ReadFailure(place, {
        rule: 'invalid-yaml',
        message:
          'a value of this kind is not used here; write text, a number, true or false',
      });
    }
    return {
      kind: 'scalar',
      place,
      value: value as string | number | boolean | null,
    };
  }

  #readEntries(map: YAMLMap, aliasedAt: Place | undefined): SourceEntry[] {
    return map.items.map(({ key, value }) => {
      const place =
        aliasedAt ?? this.#place((key as Node | null)?.range?.[0] ?? 0);
      if (!isScalar(key) || key.value === null) {
        throw new ReadFailure(place, {
          rule: 'invalid-yaml',
          message: 'a field has no plain name; write name: value',
        });
      }
      // What is not written has no place of its own: it is where its field is.
      const isUnwritten = !value || (value as Node).range?.[0] === undefined;
      return {
        key: String(key.value),
        place,
        before: [],
        value: this.#readNode(
          value as Node | null,
          isUnwritten ? place : aliasedAt,
        ),
      };
    });
  }

  #comments(): SourceComment[] {
    const comments: SourceComment[] = [];
    let offset = 0;
    let previous = '';
    for (const lexeme of new Lexer().lex(this.#text)) {
      if (!MARKS.has(lexeme)) {
        if (lexeme.startsWith('#') && previous !== SCALAR_MARK) {
          const { line, column } = this.#place(offset);
          comments.push({ line, column, text: commentText(lexeme) });
        }
        offset += lexeme.length;
      }
      previous = lexeme;
    }
    return comments.filter(
      ({ text }) => !text.startsWith('yaml-language-server:'),
    );
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return {
      file: this.#file,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
    };
  }

  #fail(offset: number, problem: { rule: string; message: string }) {
    return new ReadFailure(this.#place(offset), problem);
  }
}

/**
 * Reads one YAML 1.2 document whose top is a map.
 *
 * @throws ReadFailure with the place of the first thing that is not readable.
 */
export function readYamlTree(file: string, text: string): SourceFile {
  return new YamlTreeReader(file, text).read();
}

/** A comment without its `#`, one blank after it, and what trails. */
export function commentText(comment: string): string {
  return comment.replace(/^#\s?/, '').trimEnd();
}

function firstSentence(message: string): string {
  return message.split('\n')[0].replace(/\.$/, '');
}

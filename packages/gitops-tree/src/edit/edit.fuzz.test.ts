import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { addMapEntry } from './addMapEntry';
import { insertListItem } from './insertListItem';
import { removeEntry } from './removeEntry';
import { removeListItem } from './removeListItem';
import { setScalar } from './setScalar';
import type { EditResult } from '../types';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);

/** Kustomization files as people write them, in many layouts. */
const layout = fc.record({
  items: fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
  isSorted: fc.boolean(),
  prefix: fc.constantFrom('./', ''),
  suffix: fc.constantFrom('/ks.yaml', '.yaml', ''),
  indent: fc.constantFrom('', '  ', '    '),
  gap: fc.constantFrom(' ', '   '),
  quote: fc.constantFrom('', '"', "'"),
  comments: fc.array(fc.constantFrom('', '# note', '# - ./gone', ' # x: y'), {
    maxLength: 8,
  }),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  isFinished: fc.boolean(),
  isFlow: fc.boolean(),
  head: fc.constantFrom('', '---\n', '# head\n---\n', 'x: 1\n---\n'),
  tail: fc.constantFrom('', 'after: 1\n', '# end\n', '\n\n'),
  namespaceFirst: fc.boolean(),
});

type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never;

function write(shape: Layout): { text: string; document: number } {
  const sorted = shape.isSorted ? [...shape.items].sort() : shape.items;
  const entries = [
    ...(shape.namespaceFirst ? ['namespace.yaml'] : []),
    ...sorted.map(item => `${item}${shape.suffix}`),
  ].map(item => `${shape.quote}${shape.prefix}${item}${shape.quote}`);
  const block = entries.flatMap((entry, index) => {
    const comment = shape.comments[index] ?? '';
    return [
      ...(comment.startsWith('#') ? [`${shape.indent}${comment}`] : []),
      `${shape.indent}-${shape.gap}${entry}${
        comment.startsWith(' ') ? comment : ''
      }`,
    ];
  });
  const list = shape.isFlow
    ? `resources: [${entries.join(', ')}]\n`
    : `resources:\n${block.join('\n')}\n`;
  const text = `${shape.head}${list}${shape.tail}`;
  return {
    text: (shape.isFinished ? text : text.replace(/\n+$/, '')).replace(
      /\n/g,
      shape.lineBreak,
    ),
    document: shape.head.startsWith('x') ? 1 : 0,
  };
}

/** Names that sort alike with and without what stands behind them, and that every reader takes for text. */
const plainName = fc
  .stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  .filter(text => !/^(y|n|yes|no|on|off|true|false|null|e\d+)$/.test(text));

/** Maps as people write them: some keys, each with a value of its own shape. */
const mapLayout = fc.record({
  keys: fc.uniqueArray(plainName, { minLength: 2, maxLength: 7 }),
  isSorted: fc.boolean(),
  values: fc.array(
    fc.constantFrom(
      'plain',
      '"double"',
      "'single'",
      '3',
      'true',
      '[a, b]',
      '{ x: 1 }',
      '\n    deep: 1\n    deeper: yes',
      '\n    - one\n    - two',
      '|\n    text\n    of lines',
    ),
    { minLength: 7, maxLength: 7 },
  ),
  comments: fc.array(fc.constantFrom('', '  # above'), { maxLength: 7 }),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  isFinished: fc.boolean(),
  isFlow: fc.boolean(),
  tail: fc.constantFrom('', 'after: 1\n', '# end\n'),
});

type MapLayout = typeof mapLayout extends fc.Arbitrary<infer T> ? T : never;

function writeMap(shape: MapLayout): { text: string; keys: string[] } {
  const keys = shape.isSorted ? [...shape.keys].sort() : shape.keys;
  const lines = keys.flatMap((key, index) => [
    ...(shape.comments[index] ? [shape.comments[index]] : []),
    `  ${key}: ${shape.values[index]}`.replace(/: \n/, ':\n'),
  ]);
  const entries = keys.map(key => `${key}: 1`).join(', ');
  const map = shape.isFlow
    ? `spec: { ${entries} }\n`
    : `spec:\n${lines.join('\n')}\n`;
  const text = `kind: Thing\n${map}${shape.tail}`;
  return {
    keys,
    text: (shape.isFinished ? text : text.replace(/\n$/, '')).replace(
      /\n/g,
      shape.lineBreak,
    ),
  };
}

const sortedNames = fc
  .uniqueArray(plainName, { minLength: 3, maxLength: 8 })
  .map(names => [...names].sort());

const addedValue = fc.oneof(
  fc.constantFrom<unknown>(
    'text',
    'yes',
    '0755',
    '',
    'a: b',
    '- x',
    '# no comment',
    5,
    true,
    null,
  ),
  fc.record({ a: fc.string({ maxLength: 5 }), b: fc.array(fc.integer()) }),
);

/** The new text; a refusal is an error here. */
function textOf(result: EditResult): string {
  if (!result.ok) {
    throw new Error(result.reason);
  }
  return result.text;
}

function valueOfA(text: string): unknown {
  const documents = parseAllDocuments(text);
  const first = Array.isArray(documents)
    ? documents.find(document => document.contents !== null)
    : undefined;
  return first?.toJS().a;
}

function withoutLine(text: string, part: string): string {
  const lines = text.split('\n');
  const index = lines.findIndex(line => line.includes(part));
  // The line that was last in a file without a final line break has one now.
  const kept = lines.filter((_, position) => position !== index);
  return kept.join('\n').replace(/\r$/, '');
}

describe('edits, under any layout', () => {
  it('insert one line, and removing it gives the same bytes', () => {
    fc.assert(
      fc.property(layout, name, (shape, added) => {
        const { text, document } = write(shape);
        const target = { path: ['resources'], document };
        const value = `${shape.prefix}new-${added}${shape.suffix}`;
        const inserted = insertListItem(text, { ...target, value });
        if (!inserted.ok) {
          throw new Error(`${inserted.reason}\n${text}`);
        }
        expect(
          shape.isFlow || withoutLine(inserted.text, `new-${added}`),
        ).toEqual(shape.isFlow || text);
        expect(removeListItem(inserted.text, { ...target, value })).toEqual({
          ok: true,
          text,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('add an entry, and removing it gives the same bytes', () => {
    fc.assert(
      fc.property(mapLayout, name, addedValue, (shape, key, value) => {
        const { text } = writeMap(shape);
        const added = textOf(
          addMapEntry(text, { path: ['spec'], key: `new-${key}`, value }),
        );
        expect(added).not.toBe(text);
        expect(removeEntry(added, { path: ['spec', `new-${key}`] })).toEqual({
          ok: true,
          text,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('set a value, and setting it back gives the same bytes', () => {
    fc.assert(
      fc.property(
        mapLayout,
        fc.constantFrom<string | number | boolean>('other', 'else', 7, false),
        (shape, value) => {
          const { text, keys } = writeMap(shape);
          const index = shape.isFlow
            ? 0
            : shape.values.findIndex(
                (each, at) => at < keys.length && /^[\w"']/.test(each),
              );
          fc.pre(index >= 0);
          const path = ['spec', keys[index]];
          const before = parseAllDocuments(text)[0].getIn(path) as
            | string
            | number
            | boolean;
          // A text in quotes stays in quotes; what was none becomes none again.
          fc.pre(typeof before === typeof value);
          const set = textOf(setScalar(text, { path, value }));
          expect(setScalar(set, { path, value: before })).toEqual({
            ok: true,
            text,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('remove an item of a sorted list, and inserting it gives the same bytes', () => {
    fc.assert(
      fc.property(layout, sortedNames, fc.nat(), (shape, items, pick) => {
        const { text, document } = write({
          ...shape,
          isSorted: true,
          // What stands above an item or behind it goes with it.
          comments: [],
          namespaceFirst: false,
          items,
        });
        const item = items[pick % items.length];
        const target = {
          path: ['resources'],
          document,
          value: `${shape.prefix}${item}${shape.suffix}`,
        };
        const removed = textOf(removeListItem(text, target));
        expect(insertListItem(removed, { ...target, sorted: true })).toEqual({
          ok: true,
          text,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('remove an entry of a sorted map, and adding it gives the same bytes', () => {
    fc.assert(
      fc.property(mapLayout, sortedNames, fc.nat(), (shape, keys, pick) => {
        const { text } = writeMap({
          ...shape,
          keys,
          comments: [],
          values: keys.map(() => 'plain'),
        });
        const key = keys[pick % keys.length];
        const value: unknown = shape.isFlow ? 1 : 'plain';
        const removed = textOf(removeEntry(text, { path: ['spec', key] }));
        expect(
          addMapEntry(removed, { path: ['spec'], key, value, sorted: true }),
        ).toEqual({ ok: true, text });
      }),
      { numRuns: 300 },
    );
  });

  it('insert a map into a list, and change no other line', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('', '"', "'"),
        fc.constantFrom('', '  '),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (names, quote, indent, lineBreak, isFinished) => {
          const body = names
            .map(
              each =>
                `${indent}- name: ${quote}${each}${quote} # ${each}\n${indent}  at: 1\n`,
            )
            .join('');
          const text = `nodes:\n${body}${isFinished ? 'after: 1\n' : ''}`
            .replace(isFinished ? /$^/ : /\n$/, '')
            .replace(/\n/g, lineBreak);
          const value = { name: 'new-one', at: 2, list: ['a'] };
          const inserted = textOf(
            insertListItem(text, { path: ['nodes'], value }),
          );
          const lines = text.split(lineBreak);
          const kept = inserted
            .split(lineBreak)
            .filter(line => lines.includes(line));
          expect(kept.filter(Boolean)).toEqual(lines.filter(Boolean));
          expect(inserted).toContain(`- name: ${quote}new-one${quote}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throw, and never change a value they were not asked to', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:- \n#[]{},"\'&*|>?\t\r!%') }),
        value,
        (text, scalar) => {
          const result = setScalar(text, { path: ['a'], value: scalar });
          const list = insertListItem(text, { path: ['a'], value: 'x' });
          expect(result.ok ? valueOfA(result.text) : scalar).toEqual(scalar);
          expect(typeof list.ok).toBe('boolean');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

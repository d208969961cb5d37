import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { insertListItem } from './insertListItem';
import { removeListItem } from './removeListItem';
import { setScalar } from './setScalar';

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

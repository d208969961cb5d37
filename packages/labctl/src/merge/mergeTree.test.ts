import { createHash } from 'node:crypto';
import { readLock, writeLock } from './lockFile';
import { mergeTree } from './mergeTree';
import type { MergeTreeOptions } from './mergeTree';

const idOf = (text: string) =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');

const lines = (...values: string[]) => `${values.join('\n')}\n`;

const BASE = lines('a: 1', 'b: 2', 'c: 3', 'd: 4', 'e: 5', 'f: 6');

/** One file, by what was rendered last, what lies there, and what is rendered now. */
function merge(file: { base?: string; current?: string; next?: string }) {
  const map = (text?: string) =>
    new Map(text === undefined ? [] : [['x.yaml', text]]);
  const options: MergeTreeOptions = {
    rendered: map(file.next),
    current: map(file.current),
    lock: map(file.base === undefined ? undefined : idOf(file.base)),
    baseOf: id => (file.base && id === idOf(file.base) ? file.base : undefined),
    starters: new Set(),
    idOf,
  };
  return mergeTree(options);
}

const NEXT = BASE.replace('a: 1', 'a: one');
const EDITED = BASE.replace('f: 6', 'f: six');

describe('mergeTree', () => {
  it('writes a new file', () => {
    const { writes, lock } = merge({ next: NEXT });
    expect([...writes]).toEqual([['x.yaml', NEXT]]);
    expect([...lock]).toEqual([['x.yaml', idOf(NEXT)]]);
  });

  it('does nothing to a file that is as it is rendered', () => {
    const result = merge({ base: BASE, current: BASE, next: BASE });
    expect(result.writes.size).toBe(0);
    expect(result.kept).toEqual([]);
    expect([...result.lock]).toEqual([['x.yaml', idOf(BASE)]]);
  });

  it('writes over a file that nobody edited', () => {
    const { writes } = merge({ base: BASE, current: BASE, next: NEXT });
    expect(writes.get('x.yaml')).toBe(NEXT);
  });

  it('keeps an edit when the render is the same as before', () => {
    const { writes, kept } = merge({ base: BASE, current: EDITED, next: BASE });
    expect(writes.size).toBe(0);
    expect(kept).toEqual(['x.yaml']);
  });

  it('merges an edit with what changed elsewhere in the file', () => {
    const { writes, kept, lock } = merge({
      base: BASE,
      current: EDITED,
      next: NEXT,
    });
    expect(writes.get('x.yaml')).toBe(
      BASE.replace('a: 1', 'a: one').replace('f: 6', 'f: six'),
    );
    expect(kept).toEqual(['x.yaml']);
    // The next render is compared with the rendered text, not with the merged one.
    expect(lock.get('x.yaml')).toBe(idOf(NEXT));
  });

  it('takes the same change on both sides as one', () => {
    const { conflicts, writes } = merge({
      base: BASE,
      current: lines(NEXT.trimEnd(), 'g: 7'),
      next: NEXT,
    });
    expect(conflicts).toEqual([]);
    expect(writes.size).toBe(0);
  });

  it('reports both sides where both changed the same lines', () => {
    const { conflicts } = merge({
      base: BASE,
      current: BASE.replace('c: 3', 'c: mine'),
      next: BASE.replace('c: 3', 'c: rendered'),
    });
    expect(conflicts).toEqual([
      {
        path: 'x.yaml',
        reason: 'both-changed',
        places: [{ line: 3, edited: ['c: mine'], rendered: ['c: rendered'] }],
      },
    ]);
  });

  it('reports a file that was never rendered', () => {
    const { conflicts, writes } = merge({ current: EDITED, next: NEXT });
    expect(conflicts).toMatchObject([{ reason: 'not-rendered-before' }]);
    expect(writes.size).toBe(0);
  });

  it('leaves a starter alone that somebody wrote before', () => {
    const options = {
      rendered: new Map([['x.yaml', NEXT]]),
      lock: new Map<string, string>(),
      baseOf: () => undefined,
      starters: new Set(['x.yaml']),
      idOf,
    };
    const owned = mergeTree({
      ...options,
      current: new Map([['x.yaml', EDITED]]),
    });
    expect(owned.conflicts).toEqual([]);
    expect(owned.writes.size + owned.lock.size).toBe(0);
    const fresh = mergeTree({ ...options, current: new Map() });
    expect(fresh.writes.get('x.yaml')).toBe(NEXT);
  });

  it('takes over a file that is what would be rendered', () => {
    const { conflicts, lock } = merge({ current: NEXT, next: NEXT });
    expect(conflicts).toEqual([]);
    expect(lock.get('x.yaml')).toBe(idOf(NEXT));
  });

  it('leaves a file deleted, until its render changes', () => {
    expect(merge({ base: BASE, next: BASE })).toMatchObject({
      kept: ['x.yaml'],
      conflicts: [],
    });
    expect(merge({ base: BASE, next: NEXT }).conflicts).toMatchObject([
      { reason: 'deleted' },
    ]);
  });

  it('reports an edit whose first text is lost', () => {
    const { conflicts } = mergeTree({
      rendered: new Map([['x.yaml', NEXT]]),
      current: new Map([['x.yaml', EDITED]]),
      lock: new Map([['x.yaml', idOf(BASE)]]),
      baseOf: () => undefined,
      starters: new Set(),
      idOf,
    });
    expect(conflicts).toMatchObject([{ reason: 'base-lost' }]);
  });

  it('removes what is no longer rendered, if nobody edited it', () => {
    const { removals, lock } = merge({ base: BASE, current: BASE });
    expect(removals).toEqual(['x.yaml']);
    expect(lock.size).toBe(0);
  });

  it('keeps and reports what is no longer rendered but was edited', () => {
    const { removals, leftovers, lock } = merge({
      base: BASE,
      current: EDITED,
    });
    expect(removals).toEqual([]);
    expect(leftovers).toEqual(['x.yaml']);
    expect(lock.get('x.yaml')).toBe(idOf(BASE));
  });
});

describe('the lock', () => {
  it('is the same after writing and reading', () => {
    const lock = new Map([
      ['b/c.yaml', idOf('b')],
      ['a.yaml', idOf('a')],
    ]);
    const text = writeLock(lock);
    expect([...readLock(text)]).toEqual([...lock].reverse());
    expect(writeLock(readLock(text))).toBe(text);
  });

  it('names the line that is wrong', () => {
    expect(() => readLock(`# x\nabc  a.yaml\n`)).toThrow('.labctl.lock:2');
  });
});

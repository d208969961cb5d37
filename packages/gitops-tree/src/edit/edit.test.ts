import { addMapEntry } from './addMapEntry';
import { removeEntry } from './removeEntry';
import { removeListItem } from './removeListItem';
import { setScalar } from './setScalar';

const KS = `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: &app plex # the app
spec:
  interval: 1h
  path: './kubernetes/apps/media/plex/app'
  dependsOn:
    # first the storage
    - name: rook-ceph-cluster
      namespace: rook-ceph
    - name: other
  wait: false
`;

const replaced = (from: string, to: string) => ({
  ok: true,
  text: KS.replace(from, to),
});

describe('setScalar', () => {
  it('changes one value and nothing else', () => {
    expect(setScalar(KS, { path: ['spec', 'wait'], value: true })).toEqual(
      replaced('wait: false', 'wait: true'),
    );
  });

  it('keeps anchors, comments and quotes', () => {
    expect(
      setScalar(KS, { path: ['metadata', 'name'], value: 'jelly' }),
    ).toEqual(replaced('&app plex #', '&app jelly #'));
    expect(setScalar(KS, { path: ['spec', 'path'], value: "it's" })).toEqual(
      replaced("'./kubernetes/apps/media/plex/app'", "'it''s'"),
    );
  });

  it('adds the key where the map lacks it', () => {
    expect(setScalar(KS, { path: ['spec', 'suspend'], value: true })).toEqual(
      replaced('  wait: false\n', '  wait: false\n  suspend: true\n'),
    );
  });

  it('fills an empty value', () => {
    expect(setScalar('a:\nb: 1\n', { path: ['a'], value: 'x' })).toEqual({
      ok: true,
      text: 'a: x\nb: 1\n',
    });
  });

  it.each(['yes', '0755', '12:30', '2026-11-28T21:30:00.000Z', '1_000'])(
    'writes the text %s so that no reader of YAML takes it for something else',
    text => {
      expect(setScalar('a: b\n', { path: ['a'], value: text })).toEqual({
        ok: true,
        text: `a: ${JSON.stringify(text)}\n`,
      });
      expect(
        addMapEntry('a: b\n', { path: [], key: 'c', value: { d: [text] } }),
      ).toEqual({
        ok: true,
        text: `a: b\nc:\n  d:\n    - ${JSON.stringify(text)}\n`,
      });
    },
  );

  it('reaches into lists and other documents', () => {
    const path = ['spec', 'dependsOn', 1, 'name'];
    expect(
      setScalar(`a: 1\n${KS}`, { path, value: '5', document: 1 }),
    ).toMatchObject({
      ok: true,
      text: expect.stringContaining('- name: "5"\n'),
    });
  });

  it.each([
    ['a map', ['spec'], 'single value'],
    ['a way that leads nowhere', ['no', 'such'], 'single value'],
  ])('refuses %s', (_, path, reason) => {
    expect(setScalar(KS, { path, value: 1 })).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });

  it('refuses a value that something else refers to', () => {
    expect(
      setScalar('a: &x 1\nb: *x\n', { path: ['a'], value: 2 }),
    ).toMatchObject({ ok: false });
  });

  it('refuses a text of several lines', () => {
    expect(setScalar('a: |\n  x\n', { path: ['a'], value: 'y' })).toMatchObject(
      {
        ok: false,
      },
    );
  });
});

describe('addMapEntry', () => {
  it('writes lists and maps in the style of the file', () => {
    expect(
      addMapEntry(KS, {
        path: ['spec'],
        key: 'components',
        value: ['../../x'],
        sorted: false,
      }),
    ).toEqual(
      replaced('wait: false\n', 'wait: false\n  components:\n    - ../../x\n'),
    );
  });

  it('puts the key in its place among sorted ones', () => {
    expect(
      addMapEntry('a: 1\nc: {}\n', { path: [], key: 'b', value: 2 }),
    ).toEqual({ ok: true, text: 'a: 1\nb: 2\nc: {}\n' });
  });

  it('writes into flow maps and behind dashes', () => {
    expect(
      addMapEntry('x: { a: 1 }\n', { path: ['x'], key: 'b', value: [1] }),
    ).toEqual({ ok: true, text: 'x: { a: 1, b: [1] }\n' });
    expect(
      addMapEntry('- c: 1\n- d: 1\n', {
        path: [0],
        key: 'b',
        value: 2,
        sorted: true,
      }),
    ).toEqual({ ok: true, text: '- c: 1\n  b: 2\n- d: 1\n' });
  });

  it('refuses a key that is there', () => {
    expect(
      addMapEntry(KS, { path: ['spec'], key: 'wait', value: 1 }),
    ).toMatchObject({ ok: false });
  });
});

describe('removeEntry', () => {
  it('takes an entry out with all its lines', () => {
    const lines = KS.split('\n');
    expect(removeEntry(KS, { path: ['spec', 'dependsOn'] })).toEqual({
      ok: true,
      text: [...lines.slice(0, 8), ...lines.slice(13)].join('\n'),
    });
  });

  it('takes an entry out of a flow map', () => {
    expect(removeEntry('x: { a: 1, b: 2 }\n', { path: ['x', 'a'] })).toEqual({
      ok: true,
      text: 'x: { b: 2 }\n',
    });
  });

  it.each([
    ['the only entry of a map', 'x:\n  a: 1\n', ['x', 'a']],
    ['an entry that is not there', 'x: 1\n', ['y']],
    ['the entry behind a dash', '- a: 1\n  b: 2\n', [0, 'a']],
  ])('refuses %s', (_, text, path) => {
    expect(removeEntry(text, { path })).toMatchObject({ ok: false });
  });
});

describe('removeListItem', () => {
  it('takes out one line and leaves comments', () => {
    const text = 'r:\n  # why\n  - ./a # x\n  # two\n  - ./b\nz: 1\n';
    expect(removeListItem(text, { path: ['r'], value: 'a' })).toEqual({
      ok: true,
      text: 'r:\n  # why\n  # two\n  - ./b\nz: 1\n',
    });
  });

  it.each([
    ['r:\n  - a\nz: 1\n', 'r: []\nz: 1\n'],
    ['r: # note: x\n  # two\n  - a\n', 'r: [] # note: x\n  # two\n'],
    ['r:\n- a', 'r: []'],
    ['r: [a]\n', 'r: []\n'],
    ['r: [a, b]\n', 'r: [b]\n'],
  ])('leaves %j as %j', (text, after) => {
    expect(removeListItem(text, { path: ['r'], value: 'a' })).toEqual({
      ok: true,
      text: after,
    });
  });

  it('is done when the item is gone', () => {
    expect(removeListItem('r: [a]\n', { path: ['r'], value: 'b' })).toEqual({
      ok: true,
      text: 'r: [a]\n',
    });
  });
});

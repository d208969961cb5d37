import { dedent } from '../__testUtils__/tree';
import type { InsertListItemOptions } from '../types';
import { insertListItem } from './insertListItem';

const insert = (
  text: string,
  value: string,
  options: Partial<InsertListItemOptions> = {},
) => insertListItem(text, { path: ['resources'], value, ...options });

const cases: readonly [
  name: string,
  before: string,
  value: string,
  after: string,
][] = [
  [
    'puts an item in its place',
    `
      resources:
        - ./namespace.yaml
        - ./atuin/ks.yaml
        - ./plex/ks.yaml
    `,
    './echo/ks.yaml',
    `
      resources:
        - ./namespace.yaml
        - ./atuin/ks.yaml
        - ./echo/ks.yaml
        - ./plex/ks.yaml
    `,
  ],
  [
    'appends where the list is not sorted',
    `
      resources:
        - ./plex/ks.yaml
        - ./atuin/ks.yaml
        - ./radarr/ks.yaml
      # the end
    `,
    './echo/ks.yaml',
    `
      resources:
        - ./plex/ks.yaml
        - ./atuin/ks.yaml
        - ./radarr/ks.yaml
        - ./echo/ks.yaml
      # the end
    `,
  ],
  [
    'takes the prefix of its neighbours',
    `
      resources:
      - namespace.yaml
      - a.yaml
    `,
    './b.yaml',
    `
      resources:
      - namespace.yaml
      - a.yaml
      - b.yaml
    `,
  ],
  [
    'takes the quotes of its neighbours',
    `
      resources:
        - 'a'
        - 'c'
    `,
    'b',
    `
      resources:
        - 'a'
        - 'b'
        - 'c'
    `,
  ],
  [
    'leaves comments, anchors and odd spacing where they are',
    `
      # head
      resources: # why

        # first
        -   ./a.yaml # one
        # third
        -   &c ./c.yaml

        # - ./commented.yaml
      other: *c
    `,
    './b.yaml',
    `
      # head
      resources: # why

        # first
        -   ./a.yaml # one
        -   ./b.yaml
        # third
        -   &c ./c.yaml

        # - ./commented.yaml
      other: *c
    `,
  ],
  [
    'puts the first item below a heading comment',
    `
      resources:
        # keep sorted
        - ./b.yaml
        - ./c.yaml
    `,
    './a.yaml',
    `
      resources:
        # keep sorted
        - ./a.yaml
        - ./b.yaml
        - ./c.yaml
    `,
  ],
  [
    'writes into a flow list',
    'resources: [a, c]\n',
    'b',
    'resources: [a, b, c]\n',
  ],
  [
    'keeps the padding of a flow list',
    'resources: [ a, c ]\n',
    'd',
    'resources: [ a, c, d ]\n',
  ],
  ['fills an empty list', 'resources: []\n', 'a', 'resources: [a]\n'],
  [
    'keeps a file without a final line break so',
    'resources:\n  - a',
    'b',
    'resources:\n  - a\n  - b',
  ],
  [
    'keeps carriage returns',
    'resources:\r\n  - a\r\n  - c\r\n',
    'b',
    'resources:\r\n  - a\r\n  - b\r\n  - c\r\n',
  ],
  [
    'sorts directories by name, not by the slash behind it',
    'resources:\n  - ./a/ks.yaml\n  - ./a-b/ks.yaml\n',
    './a-a/ks.yaml',
    'resources:\n  - ./a/ks.yaml\n  - ./a-a/ks.yaml\n  - ./a-b/ks.yaml\n',
  ],
  [
    'appends after an item of several lines',
    'resources:\n  - a: 1\n    b:\n      - 2\n  # tail\nx: 1\n',
    'z',
    'resources:\n  - a: 1\n    b:\n      - 2\n  - z\n  # tail\nx: 1\n',
  ],
  [
    'is done when the item is there',
    'resources:\n  - ./a\n',
    'a',
    'resources:\n  - ./a\n',
  ],
  [
    'quotes what would read as something else',
    'resources:\n  - a\n',
    'yes',
    'resources:\n  - a\n  - "yes"\n',
  ],
];

describe('insertListItem', () => {
  it.each(cases)('%s', (_, before, value, after) => {
    expect(insert(dedent(before), value)).toEqual({
      ok: true,
      text: dedent(after),
    });
  });

  it('edits the document it is told to', () => {
    const text = '---\nresources: [a]\n---\nspec:\n  list:\n    - x\n';
    expect(insert(text, 'z', { document: 1, path: ['spec', 'list'] })).toEqual({
      ok: true,
      text: '---\nresources: [a]\n---\nspec:\n  list:\n    - x\n    - z\n',
    });
  });

  it('obeys when it is told where to sort', () => {
    const text = 'resources:\n  - c\n  - a\n';
    expect(insert(text, 'b', { sorted: true })).toMatchObject({
      text: 'resources:\n  - b\n  - c\n  - a\n',
    });
    expect(insert('resources:\n  - b\n', 'a', { sorted: false })).toMatchObject(
      {
        text: 'resources:\n  - b\n  - a\n',
      },
    );
  });

  it.each([
    [
      'a path without a list',
      'resources: text\n',
      'there is no list at resources',
    ],
    ['a missing key', 'other: []\n', 'there is no list at resources'],
    ['text that is no YAML', 'a: [\n', 'line 2'],
    [
      'a list behind an alias',
      'x: &l [a]\nresources: *l\n',
      'there is no list',
    ],
    [
      'a list that is used twice',
      'resources: &l\n  - a\nother: *l\n',
      'something else',
    ],
  ])('refuses %s and says why', (_, text, reason) => {
    expect(insert(text, 'b')).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });
});

describe('insertListItem with a map', () => {
  const dependency = { name: 'cloudnative-pg', namespace: 'databases' };

  const insertMap = (text: string) =>
    insertListItem(dedent(text), { path: ['dependsOn'], value: dependency });

  it('appends its lines as its neighbours are indented', () => {
    const before = `
      dependsOn: # first
      -   name: rook-ceph
          namespace: rook-ceph
      # last
      wait: true
    `;
    const after = `
      dependsOn: # first
      -   name: rook-ceph
          namespace: rook-ceph
      -   name: cloudnative-pg
          namespace: databases
      # last
      wait: true
    `;
    expect(insertMap(before)).toEqual({ ok: true, text: dedent(after) });
  });

  it('goes into a list in flow style', () => {
    expect(insertMap('dependsOn: [{ name: a }]\n')).toEqual({
      ok: true,
      text: 'dependsOn: [{ name: a }, {"name":"cloudnative-pg","namespace":"databases"}]\n',
    });
  });

  it('leaves a list alone that holds it already, in whatever order', () => {
    const text = dedent(`
      dependsOn:
        - namespace: databases
          name: cloudnative-pg
    `);
    expect(insertMap(text)).toEqual({ ok: true, text });
  });

  it('writes a map with the quotes and brackets that its neighbours have there', () => {
    const text = [
      'nodes:',
      '  - name: "a"',
      "    address: '10.0.0.1'",
      '    role: worker',
      '    dns: ["1.1.1.1"]',
      '',
    ].join('\n');
    expect(
      insertListItem(text, {
        path: ['nodes'],
        value: {
          name: 'b',
          address: '10.0.0.2',
          role: 'worker',
          dns: ['1.1.1.1', '9.9.9.9'],
          new: 'x',
        },
      }),
    ).toEqual({
      ok: true,
      text: `${text}  - name: "b"
    address: '10.0.0.2'
    role: worker
    dns: [ "1.1.1.1", "9.9.9.9" ]
    new: x
`,
    });
  });
});

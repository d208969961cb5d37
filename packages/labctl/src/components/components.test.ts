import { chooseComponents } from './chooseComponents';
import { readComponents } from './readComponents';

/** Components by name, from the lines that matter. */
const catalog = (components: Record<string, string>) =>
  readComponents(
    new Map(
      Object.entries(components).map(([name, more]) => [
        `components/${name}/component.yaml`,
        `name: ${name}\ntitle: T\nnamespace: one\ndescription: d\n${more}`,
      ]),
    ),
  );

const choose = (
  components: Record<string, string>,
  wanted: string[],
  lab: object = {},
) =>
  chooseComponents(catalog(components), {
    wanted,
    contextOf: chosen => ({ ...lab, computed: { components: chosen } }),
  });

describe('readComponents', () => {
  it('fills in what a component need not say', () => {
    expect(catalog({ a: '' }).get('a')).toEqual({
      name: 'a',
      title: 'T',
      namespace: 'one',
      description: 'd',
      needs: [],
      crds: false,
      extensions: [],
      versions: {},
      namespace_labels: {},
      namespace_components: [],
      files: {},
    });
  });

  it.each([
    ['an unknown field', 'nedes: [b]\n', 'components/a/component.yaml:1:1'],
    ['a wrong value', 'needs: b\n', 'components/a/component.yaml:5:8 needs:'],
    ['wrong YAML', 'needs: [b\n', 'components/a/component.yaml:6:1'],
  ])('names the place of %s', (_what, more, message) => {
    expect(() => catalog({ a: more })).toThrow(message);
  });

  it('wants the name of the folder', () => {
    expect(() =>
      readComponents(
        new Map([
          [
            'components/b/component.yaml',
            'name: a\ntitle: T\nnamespace: one\ndescription: d\n',
          ],
        ]),
      ),
    ).toThrow('components/b/component.yaml:1:7 name: write b');
  });
});

describe('chooseComponents', () => {
  it('adds what is needed, and what that needs', () => {
    expect(
      choose({ a: 'needs: [b]\n', b: 'needs: [c]\n', c: '', d: '' }, ['a']),
    ).toEqual(['a', 'b', 'c']);
  });

  it('ends where two need each other', () => {
    expect(choose({ a: 'needs: [b]\n', b: 'needs: [a]\n' }, ['b'])).toEqual([
      'a',
      'b',
    ]);
  });

  it('adds what a condition chooses, and looks again at the others', () => {
    const components = {
      a: 'when: lab.on\nneeds: [b]\n',
      b: '',
      // Comes before `a` in no order: it depends on what `a` needs.
      aa: 'when: "\'b\' in computed.components"\n',
    };
    expect(choose(components, [], { lab: { on: true } })).toEqual([
      'a',
      'aa',
      'b',
    ]);
    expect(choose(components, [], { lab: { on: false } })).toEqual([]);
  });

  it('names a component that does not exist, and who asked for it', () => {
    expect(() => choose({ a: 'needs: [x]\n' }, ['a'])).toThrow(
      'components/a/component.yaml needs: there is no component "x"; there are a',
    );
    expect(() => choose({ a: '' }, ['x'])).toThrow(
      'components: there is no component "x"',
    );
  });

  it('names the component whose condition is wrong', () => {
    expect(() => choose({ a: 'when: lab.onn\n' }, [], { lab: {} })).toThrow(
      'components/a/component.yaml#when:1:10 lab.onn is not defined',
    );
  });
});

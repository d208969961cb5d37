import { compileTemplate } from './compileTemplate';

const CONTEXT = {
  name: 'lab',
  count: 3,
  on: true,
  off: false,
  nothing: null,
  empty: [],
  words: ['pear', 'Apple', 'fig'],
  node: {
    address: '192.168.42.11',
    values: 'kept',
    labels: { b_c: '2', B: '1' },
  },
  nodes: [{ name: 'cp-01' }, { name: 'cp-02' }],
};

const render = (text: string) => compileTemplate('try.j2', text)(CONTEXT);

describe('compileTemplate', () => {
  it.each([
    ['text as it is', 'a\n\n  b\n', 'a\n\n  b\n'],
    ['a value', 'x: #{ node.address }#\n', 'x: 192.168.42.11\n'],
    ['a whole number', '#{ count + 1 }#\n', '4\n'],
    ['joined text', '#{ name ~ "-" ~ count }#\n', 'lab-3\n'],
    [
      'a tag line leaves nothing',
      'a\n  #% if on %#\nb\n  #% endif %#\nc\n',
      'a\nb\nc\n',
    ],
    ['a comment leaves nothing', 'a\n  #| one\n two |#\nb\n', 'a\nb\n'],
    ['a comment at the start', '#| why |#\na\n', 'a\n'],
    [
      'an empty list is false',
      '#% if empty %#\na\n#% else %#\nb\n#% endif %#\n',
      'b\n',
    ],
    ['null is false', '#{ "a" if nothing else "b" }#\n', 'b\n'],
    [
      'an elif',
      '#% if off %#\na\n#% elif name == "lab" %#\nb\n#% endif %#\n',
      'b\n',
    ],
    ['numbers and text differ', '#{ "a" if count == "3" else "b" }#\n', 'b\n'],
    [
      'a loop',
      '#% for n in nodes %#\n- #{ loop.index }# #{ n.name }##{ "" if loop.last else "," }#\n#% endfor %#\n',
      '- 1 cp-01,\n- 2 cp-02\n',
    ],
    [
      'an empty loop',
      '#% for n in empty %#\na\n#% else %#\nb\n#% endfor %#\n',
      'b\n',
    ],
    [
      'pairs in order',
      '#% for k, v in node.labels | dictsort %#\n#{ k }#=#{ v }#\n#% endfor %#\n',
      'B=1\nb_c=2\n',
    ],
    [
      'sorting without case',
      '#{ words | sort | join(",") }#\n',
      'Apple,fig,pear\n',
    ],
    [
      'a default',
      '#{ node.missing | default("x") }# #{ absent | default("y") }#\n',
      'x y\n',
    ],
    ['a test', '#{ "a" if node.missing is defined else "b" }#\n', 'b\n'],
    ['a method name in brackets', '#{ node["values"] }#\n', 'kept\n'],
    [
      'membership',
      '#{ "a" if "fig" in words and "x" not in words else "b" }#\n',
      'a\n',
    ],
    [
      'JSON as Python writes it',
      '#{ node.labels | tojson }# #{ "é<" | tojson }#\n',
      '{"B": "1", "b_c": "2"} "\\u00e9\\u003c"\n',
    ],
    ['indented text', '#{ "a\\n\\nb" | indent(2) }#\n', 'a\n\n  b\n'],
    [
      'a value that is set',
      '#% set host = name ~ ".example" %#\n#{ host }#\n',
      'lab.example\n',
    ],
  ])('renders %s', (_what, text, expected) => {
    expect(render(text)).toBe(expected);
  });

  it.each([
    ['a name', 'a\n#{ nam }#\n', '2:4 nam is not defined'],
    [
      'a member',
      'a\nb: #{ node.adress }#\n',
      '2:11 node.adress is not defined: there are address, labels, values',
    ],
    [
      'a member of nothing',
      '#{ nothing.a }#\n',
      '1:11 nothing.a is not defined: it belongs to null',
    ],
    [
      'a condition',
      '#% if node.x %#\n#% endif %#\n',
      '1:11 node.x is not defined',
    ],
    [
      'a loop over text',
      '#% for a in name %#\n#% endfor %#\n',
      'goes through a string: give a list',
    ],
    ['yes or no', '#{ on }#\n', '1:4 prints yes or no'],
    ['null', '#{ nothing }#\n', '1:4 prints null'],
    ['a list', '#{ words }#\n', '1:4 prints a list'],
    [
      'a method',
      '#{ node.values }#\n',
      '1:8 ".values" is a method in Jinja: write ["values"]',
    ],
    ['a call', '#{ range(3) }#\n', 'nothing is called'],
    [
      'an unknown filter',
      '#{ name | title }#\n',
      '1:11 there is no filter "title"',
    ],
    [
      'a wrong filter',
      '#{ count | upper }#\n',
      'filter "upper" needs text and was given a number',
    ],
    ['an if without else', '#{ "a" if on }#\n', 'needs its "else"'],
    [
      'another test',
      '#{ "a" if name is string else "b" }#\n',
      '"is defined" is the only test',
    ],
    [
      'another tag',
      '#% macro a() %#\n#% endmacro %#\n',
      '1:4 "Macro" is not used',
    ],
    [
      'white space marks',
      'a\n#%- if on %#\n#% endif %#\n',
      '2:1 "#%-" is not rendered alike',
    ],
    [
      'a comment behind text',
      'a #| b |#\n',
      '1:3 a comment stands on lines of its own',
    ],
    ['a missing newline', 'a', '1:2 a template ends with a newline'],
    ['a carriage return', 'a\r\n', '1:2 lines end with a line feed only'],
    ['an open tag', 'a\n#% if on %#\nb\n', 'an "if" or a "for" is not closed'],
    [
      'a name set in and out of a loop',
      '#% set a = 1 %#\n#% for n in nodes %#\n#% set a = 2 %#\n#% endfor %#\n',
      '3:4 "a" is set inside and outside of a loop',
    ],
    ['a fraction', '#{ 1.5 }#\n', 'values are text, whole numbers'],
    [
      'ordered text',
      '#{ "a" if name < "z" else "b" }#\n',
      'orders a string and a string',
    ],
  ])('refuses %s, with its place', (_what, text, message) => {
    expect(() => render(text)).toThrow(message);
    expect(() => render(text)).toThrow(/^try\.j2:\d+:\d+ /);
  });

  it('renders the same template for one context after another', () => {
    const template = compileTemplate('try.j2', '#{ a }#\n');
    expect([template({ a: '1' }), template({ a: '2' })]).toEqual([
      '1\n',
      '2\n',
    ]);
    expect(() => template({})).toThrow('a is not defined');
    expect(template({ a: '3' })).toBe('3\n');
  });
});

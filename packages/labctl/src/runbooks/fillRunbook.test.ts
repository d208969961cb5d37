import { fillRunbook } from './fillRunbook';

const TEXT = 'talosctl -n {{ node.address }} get disks, on {{ node.name }}';

describe('filling a runbook', () => {
  it('puts values in, and says what is missing', () => {
    expect(fillRunbook(TEXT, { 'node.address': '192.168.42.21' })).toEqual({
      text: 'talosctl -n 192.168.42.21 get disks, on {{ node.name }}',
      missing: ['node.name'],
      refused: [],
    });
  });

  it.each([
    'worker-01',
    'fd00::21',
    './kubernetes/apps/media',
    'ghcr.io/a/b:1.2@sha256:0a',
    '192.168.42.11,192.168.42.12',
    '2.1f',
  ])('takes %p', value => {
    const { text, refused } = fillRunbook(TEXT, { 'node.name': value });
    expect(text).toContain(`on ${value}`);
    expect(refused).toEqual([]);
  });

  it.each([
    'a; reboot',
    'a b',
    '$(reboot)',
    '`reboot`',
    '--all',
    'a\nb',
    '[a](b)',
    "a'b",
    '{{ node.address }}',
    '~/x',
    '',
  ])('does not let %p into a command', value => {
    const { text, refused, missing } = fillRunbook(TEXT, {
      'node.name': value,
      'node.address': '192.168.42.21',
    });
    expect(text).toContain('on {{ node.name }}');
    expect({ refused, missing }).toEqual({
      refused: ['node.name'],
      missing: [],
    });
  });

  it.each(['constructor', 'to.string', '__proto__'])(
    'knows no value for %s that nobody gave',
    name => {
      expect(fillRunbook(`{{ a.${name} }}`, {}).refused).toEqual([]);
    },
  );

  it('takes $-patterns in a value for what they are', () => {
    expect(fillRunbook('{{ a.b }}', { 'a.b': '$&' }).refused).toEqual(['a.b']);
  });
});

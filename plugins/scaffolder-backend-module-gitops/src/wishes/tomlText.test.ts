import { appendTomlTable, setTomlValue } from './tomlText';

describe('appendTomlTable', () => {
  it('adds a table behind the last of its list, and leaves comments of the next where they are', () => {
    const text = [
      '[[nodes]]',
      'name = "a"',
      '[nodes.labels]',
      'rack = "1"',
      '',
      '# Who may look.',
      '[repository]',
      'url = "x"',
      '',
    ].join('\n');
    expect(appendTomlTable(text, 'nodes', { name: 'b', disks: ['/dev/sda'] }))
      .toBe(`[[nodes]]
name = "a"
[nodes.labels]
rack = "1"

[[nodes]]
name = "b"
disks = ["/dev/sda"]

# Who may look.
[repository]
url = "x"
`);
  });

  it('adds the first at the end', () => {
    expect(appendTomlTable('name = "lab"\n', 'nodes', { mtu: 1500 })).toBe(
      'name = "lab"\n\n[[nodes]]\nmtu = 1500\n',
    );
  });
});

describe('setTomlValue', () => {
  const set = (text: string) =>
    setTomlValue(text, 'talos', { key: 'version', value: 'v1.14.0' });

  it('sets a value in its line, with its comment', () => {
    expect(
      set('[talos]\nversion = "v1.13.9" # renovate\n[x]\nversion = 1\n'),
    ).toBe('[talos]\nversion = "v1.14.0" # renovate\n[x]\nversion = 1\n');
  });

  it('adds what is not there', () => {
    expect(set('[talos]\nlayout = "topf"\n')).toBe(
      '[talos]\nversion = "v1.14.0"\nlayout = "topf"\n',
    );
    expect(set('a = 1\n')).toBe('a = 1\n\n[talos]\nversion = "v1.14.0"\n');
  });
});

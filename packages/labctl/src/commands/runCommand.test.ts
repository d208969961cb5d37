/** @jest-environment node */
import { mkdirSync, symlinkSync } from 'node:fs';
import { LabOnDisk } from './__testUtils__/labOnDisk';

describe('yarn infra', () => {
  let disk: LabOnDisk;

  beforeEach(() => {
    disk = new LabOnDisk();
  });

  afterEach(() => {
    disk.remove();
  });

  it('says 0 for a valid lab', async () => {
    disk.copyFixture('valid/public');
    const { exitCode, out, error } = await disk.run(['validate', 'lab']);
    expect(out).toMatch(
      /^cluster\.toml: valid, 1 control plane, 1 worker, \d+ components, 0 apps, 0 virtual machines \(\d+ ms\)\n$/,
    );
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
  });

  it('says 1 for mistakes, one a line', async () => {
    disk.copyFixture('invalid/duplicate-node-names');
    expect(await disk.run(['validate', 'lab/cluster.toml'])).toEqual({
      exitCode: 1,
      out: 'lab/cluster.toml:31:8 nodes[1].name: cp-01 is the name of nodes[0] as well; give each node its own\n1 error\n',
      error: '',
    });
  });

  it('looks at infra/ when no folder is named', async () => {
    disk.copyFixture('valid/internal', 'infra');
    expect((await disk.run(['validate'])).exitCode).toBe(0);
  });

  it('speaks JSON', async () => {
    disk.copyFixture('invalid/bad-mac-address');
    const { exitCode, out } = await disk.run(['validate', 'lab', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      isOk: false,
      inputFiles: ['cluster.toml'],
      problems: [
        {
          rule: 'bad-mac-address',
          file: 'lab/cluster.toml',
          line: 27,
          column: 12,
          field: 'nodes[0].mac_addr',
          severity: 'error',
        },
      ],
    });
  });

  it('finds apps that this lab cannot have, at their places', async () => {
    disk.copyFixture('valid/public');
    disk.write(
      'lab/cluster.toml',
      `apps = [\n  "whoami",\n  { preset = "whoami", name = "again", values = { no_such_field = 1 } },\n]\n${disk.read(
        'lab/cluster.toml',
      )}`,
    );
    const { exitCode, out } = await disk.run(['validate', 'lab']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^lab\/cluster\.toml:3:\d+ apps\[1\]\S*: /);
  });

  it.each([
    ['no command', [], 'Usage: yarn infra COMMAND'],
    [
      'an unknown command',
      ['valdate'],
      'there is no command valdate; did you mean validate?',
    ],
    [
      'an unknown flag',
      ['validate', '--jsn'],
      'validate has no flag --jsn; did you mean --json?',
    ],
    [
      'a flag without its value',
      ['validate', '--definitions'],
      '--definitions needs a value: --definitions FOLDER',
    ],
    [
      'two folders',
      ['validate', 'a', 'b'],
      'validate takes one folder or input file, and 2 are given',
    ],
    [
      'a folder that is not there',
      ['validate', 'nowhere'],
      'nowhere does not exist',
    ],
    [
      'a folder without a lab',
      ['validate', '.'],
      '. holds no lab: neither cluster.yaml and nodes.yaml, nor cluster.toml; `yarn infra new` makes one',
    ],
    [
      'definitions that are none',
      ['validate', 'lab', '--definitions', '.'],
      '. holds no templates/components',
    ],
  ])('says 2 for %s', async (_, words, message) => {
    disk.copyFixture('valid/public');
    const { exitCode, out, error } = await disk.run(words);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(error).toContain(message);
  });

  it('explains itself', async () => {
    expect(await disk.run(['--help'])).toMatchObject({ exitCode: 0 });
    const { exitCode, out } = await disk.run(['convert', '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('--output FOLDER');
  });

  it.each<[string, (lab: LabOnDisk) => void, string]>([
    [
      'one of two files missing',
      lab => lab.write('lab/cluster.yaml', 'name: a\n'),
      'lab/nodes.yaml is missing',
    ],
    [
      'both forms at once',
      lab => {
        lab.write('lab/cluster.yaml', 'name: a\n');
        lab.copyFixture('valid/public');
      },
      'lab/cluster.toml and lab/cluster.yaml both describe the lab; keep one form',
    ],
    [
      'a directory',
      lab => mkdirSync(lab.path('lab/cluster.toml'), { recursive: true }),
      'lab/cluster.toml is a directory; a file is needed',
    ],
    [
      'a link out of the tree',
      lab => {
        lab.write('elsewhere/cluster.toml', 'name = "a"\n');
        mkdirSync(lab.path('lab'));
        symlinkSync(
          lab.path('elsewhere/cluster.toml'),
          lab.path('lab/cluster.toml'),
        );
      },
      'lab/cluster.toml is a symbolic link out of the tree; put the file itself there',
    ],
    [
      'a link to nothing',
      lab => {
        mkdirSync(lab.path('lab'));
        symlinkSync('nowhere', lab.path('lab/cluster.toml'));
      },
      'lab/cluster.toml is a symbolic link to nothing',
    ],
    [
      'ten megabytes',
      lab => lab.write('lab/cluster.toml', '#'.repeat(10_000_000)),
      'lab/cluster.toml is 10 MB large; the inputs of a lab have at most 1 MB',
    ],
    [
      'UTF-16',
      lab =>
        lab.write(
          'lab/cluster.toml',
          Buffer.from('\ufeffname = "a"', 'utf16le'),
        ),
      'lab/cluster.toml is UTF-16 text; save it as UTF-8',
    ],
    [
      'a byte order mark',
      lab => lab.write('lab/cluster.toml', '\ufeffname = "a"'),
      'lab/cluster.toml begins with a byte order mark; save it as UTF-8 without one',
    ],
    [
      'latin1',
      lab => lab.write('lab/cluster.toml', Buffer.from('# \xe9', 'latin1')),
      'lab/cluster.toml is not UTF-8 (perhaps latin1); save it as UTF-8, the first odd byte is in line 1',
    ],
  ])(
    'answers %s with one sentence, and writes nothing',
    async (_, arrange, sentence) => {
      arrange(disk);
      const before = disk.snapshot();
      for (const command of [
        'validate',
        'doctor',
        'render',
        'diff',
        'convert',
        'secrets',
      ]) {
        const { exitCode, out, error } = await disk.run([command, 'lab']);
        expect({ command, out, error }).toEqual({
          command,
          out: '',
          error: `${sentence}\n`,
        });
        expect(exitCode).toBeGreaterThan(0);
      }
      expect(disk.snapshot()).toEqual(before);
    },
  );

  it.each([
    ['cluster.toml', 'a = [', 'not valid TOML'],
    ['cluster.yaml', 'a: [', 'not valid YAML'],
  ])(
    'tells where %s is broken, and writes nothing',
    async (name, text, message) => {
      disk.write(`lab/${name}`, text);
      if (name === 'cluster.yaml') {
        disk.write('lab/nodes.yaml', 'nodes: []\n');
      }
      const before = disk.snapshot();
      for (const command of [
        'validate',
        'doctor',
        'render',
        'diff',
        'convert',
        'secrets',
      ]) {
        const { exitCode, out, error } = await disk.run([command, 'lab']);
        expect(out + error).toMatch(
          new RegExp(`lab/${name}:1:\\d+: ${message}`),
        );
        expect(exitCode).toBe(1);
      }
      expect(disk.snapshot()).toEqual(before);
    },
  );

  it('finds a secret in clear in the tree', async () => {
    disk.copyFixture('valid/public');
    disk.write(
      'lab/kubernetes/apps/a.sops.yaml',
      'kind: Secret\nstringData:\n  a: very-private\n',
    );
    const { exitCode, out } = await disk.run(['validate', 'lab']);
    expect(exitCode).toBe(1);
    expect(out).toContain(
      'lab/kubernetes/apps/a.sops.yaml:1:1: is not encrypted',
    );
    expect(out).not.toContain('very-private');
  });

  it('tells on the error stream what takes over a second', async () => {
    disk.copyFixture('valid/public');
    const { out, error } = await disk.run(['validate', 'lab'], { tickMs: 600 });
    expect(error).toMatch(
      /^.+ \.\.\. \d+\.\d s\n(.+\n)*done after \d+\.\d s\n$/,
    );
    expect(out).toMatch(/^cluster\.toml: valid/);
  });

  it('gives advice with exit code 0, for it is no mistake', async () => {
    disk.copyFixture('valid/public');
    const { exitCode, out } = await disk.run(['doctor', 'lab']);
    expect(exitCode).toBe(0);
    expect(out).toContain('nodes: one control plane');
    expect(out).toMatch(/\d+ warnings?, \d+ notes?\n$/);
  });
});

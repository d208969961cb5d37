/** @jest-environment node */
import fc from 'fast-check';
import { parse } from 'yaml';
import { INPUT_FILES, readLab } from '../read/readLab';
import type { LabSource } from '../read/LabSource';
import { convertLab } from './convertLab';

const readToml = (text: string) =>
  readLab({ toml: { path: INPUT_FILES.toml, text } });

const readYaml = (files: ReadonlyMap<string, string>) =>
  readLab({
    cluster: {
      path: INPUT_FILES.cluster,
      text: files.get(INPUT_FILES.cluster) ?? '',
    },
    nodes: {
      path: INPUT_FILES.nodes,
      text: files.get(INPUT_FILES.nodes) ?? '',
    },
  });

const toToml = (source: LabSource) =>
  convertLab(source, { form: 'toml' }).files.get(INPUT_FILES.toml) ?? '';

const toYaml = (source: LabSource) =>
  convertLab(source, { form: 'yaml', schemas: './schemas' }).files;

const COMMENTED = `# The lab in the attic.
# Two lines of it.

name = "attic" # short
# What runs.
components = [
  # the network first
  "cilium",
  "spegel", # saves bandwidth
]

# Where the machines stand.
[network]
node_cidr = "192.168.42.0/24"
# Ours, not the provider's.
dns_servers = ["192.168.42.1"]

[kubernetes.api]
addr = "192.168.42.10" # free in DHCP

[repository]
url = "ssh://git@github.com/lab/home-ops.git"

[cilium]
hubble = true

# First of three.
[[nodes]]
name = "cp-01"
mtu = 9000 # jumbo
# nothing comes after this
`;

describe('convertLab', () => {
  it('writes the two files as a person would', () => {
    const files = toYaml(readToml(COMMENTED));
    expect(files.get('cluster.yaml')).toBe(`---
# yaml-language-server: $schema=./schemas/cluster.schema.json
# The lab in the attic.
# Two lines of it.

# Where the machines stand.
node_cidr: 192.168.42.0/24
# Ours, not the provider's.
node_dns_servers:
  - 192.168.42.1
cluster_api_addr: 192.168.42.10 # free in DHCP
repository_name: lab/home-ops
repository_visibility: private
name: attic # short
cilium:
  hubble: true
# What runs.
components:
  # the network first
  - cilium
  - spegel # saves bandwidth
# nothing comes after this
`);
    expect(files.get('nodes.yaml')).toBe(`---
# yaml-language-server: $schema=./schemas/nodes.schema.json
nodes:
  # First of three.
  - name: cp-01
    mtu: 9000 # jumbo
`);
  });

  it('comes back to the same text', () => {
    const once = toToml(readYaml(toYaml(readToml(COMMENTED))));
    expect(once).toBe(toToml(readToml(once)));
    for (const comment of COMMENTED.match(/# .*/g) ?? []) {
      expect(once).toContain(comment);
    }
    const yaml = toYaml(readToml(once));
    expect(toYaml(readYaml(yaml))).toEqual(yaml);
  });

  it('tells which comments an inline table cannot hold', () => {
    const source = readYaml(
      new Map([
        [
          'cluster.yaml',
          'apps:\n  - whoami\n  - preset: echo # why\n    # who\n    exposure: none\n',
        ],
        ['nodes.yaml', 'nodes: []\n'],
      ]),
    );
    const { files, lostComments } = convertLab(source, { form: 'toml' });
    expect(files.get('cluster.toml')).toContain(
      'apps = ["whoami", { preset = "echo", exposure = "none" }]',
    );
    expect(lostComments).toEqual(['why', 'who']);
  });

  it('refuses what TOML cannot say, with its place', () => {
    const source = readYaml(
      new Map([
        ['cluster.yaml', 'name: lab\ntimezone:\n'],
        ['nodes.yaml', 'nodes: []\n'],
      ]),
    );
    expect(() => convertLab(source, { form: 'toml' })).toThrow(
      'cluster.yaml:2:10: nothing is written here, and TOML cannot say that',
    );
  });

  it('carries any text, number and shape there and back', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'yes',
        '1',
        'null',
        '# no',
        'a: b',
        '\n',
        'a\nb\n',
        ' x',
        "it's",
        '- a',
        'a\n\nb\n',
        '\u007f',
      ),
      fc.integer(),
      fc.boolean(),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter(number => !Object.is(number, -0)),
    );
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc
            .string({ minLength: 1, maxLength: 6 })
            .filter(key => key !== '__proto__'),
          tie('tree'),
          { maxKeys: 4 },
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, value => {
        const cluster = JSON.stringify({
          apps: [{ values: { value } }],
          nested: { value },
        });
        const source = readYaml(
          new Map([
            ['cluster.yaml', cluster],
            ['nodes.yaml', 'nodes: []'],
          ]),
        );
        expect(source.problems).toEqual([]);
        const wanted = {
          apps: [{ values: { value } }],
          nested: { value },
          nodes: [],
        };
        const toml = readToml(toToml(source));
        expect(toml.problems).toEqual([]);
        expect(toml.toPlain()).toEqual(wanted);
        const files = toYaml(toml);
        expect(readYaml(files).toPlain()).toEqual(wanted);
        // Not only by our own reader.
        expect(parse(files.get('cluster.yaml') ?? '')).toEqual({
          apps: wanted.apps,
          nested: wanted.nested,
        });
      }),
      { numRuns: 100 },
    );
  });
});

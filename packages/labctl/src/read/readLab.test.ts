/** @jest-environment node */
import { describeProblem } from './LabProblem';
import { readLab } from './readLab';

const readToml = (text: string) =>
  readLab({ toml: { path: 'lab/cluster.toml', text } });

const readYaml = (cluster: string, nodes = 'nodes: []\n') =>
  readLab({
    cluster: { path: 'cluster.yaml', text: cluster },
    nodes: { path: 'nodes.yaml', text: nodes },
  });

const describeAll = ({ problems }: ReturnType<typeof readLab>) =>
  problems.map(describeProblem);

describe('readLab', () => {
  it('reads both forms into the same values', () => {
    const toml = readToml(`
name = "lab"
[network]
node_cidr = "192.168.42.0/24"
[kubernetes]
api.addr = "192.168.42.10"
[kubernetes.api.oidc]
issuer_url = "https://id.home.example"
[cilium]
hubble = true
[[nodes]]
name = "cp-01"
mtu = 9000
labels = { "example.com/rack" = "one" }
[[nodes]]
name = "cp-02"
`);
    const yaml = readYaml(
      `---
name: lab
node_cidr: 192.168.42.0/24
cluster_api_addr: 192.168.42.10
oidc_issuer_url: https://id.home.example
cilium: { hubble: true }
`,
      `nodes:
  - name: cp-01
    mtu: 9000
    labels: { example.com/rack: one }
  - name: cp-02
`,
    );
    expect(describeAll(toml)).toEqual([]);
    expect(describeAll(yaml)).toEqual([]);
    expect(yaml.toPlain()).toEqual(toml.toPlain());
  });

  it('knows where each value stands', () => {
    const toml = readToml(
      '[network]\nnode_cidr = "x"\ndns_servers = ["a",\n  "b"]\n',
    );
    expect(toml.placeOf(['network', 'dns_servers', 1])).toEqual({
      file: 'lab/cluster.toml',
      line: 4,
      column: 3,
    });
    expect(toml.placeOfKey(['network', 'node_cidr']).column).toBe(1);
    expect(toml.placeOf(['network', 'node_cidr']).column).toBe(13);

    const yaml = readYaml(
      'node_dns_servers:\n  - a\n  - b\n',
      'nodes:\n  - name: é\n    address: x\n',
    );
    expect(yaml.placeOf(['network', 'dns_servers', 1])).toMatchObject({
      line: 3,
      column: 5,
    });
    expect(yaml.placeOf(['nodes', 0, 'address'])).toMatchObject({
      file: 'nodes.yaml',
      line: 3,
      column: 14,
    });
  });

  it('places what is missing at the nearest thing that is there', () => {
    const yaml = readYaml('name: x\n', 'nodes:\n  - name: cp-01\n');
    expect(yaml.placeOf(['nodes', 0, 'labels', 'x'])).toMatchObject({
      file: 'nodes.yaml',
      line: 2,
    });
  });

  it.each([
    [
      'a public repository',
      'repository_name: lab/home-ops\n',
      'https://github.com/lab/home-ops.git',
    ],
    [
      'a private repository',
      'repository_name: lab/home-ops\nrepository_visibility: private\n',
      'ssh://git@github.com/lab/home-ops.git',
    ],
    [
      'an address',
      'repository: {url: "https://git.example/lab.git"}\n',
      'https://git.example/lab.git',
    ],
  ])('reads %s', (_, text, url) => {
    const source = readYaml(text);
    expect(describeAll(source)).toEqual([]);
    expect(source.toPlain()).toMatchObject({ repository: { url } });
  });

  it.each([
    [
      'a nested field that is written flat here',
      'network:\n  node_cidr: x\n',
      'cluster.yaml:2:3 network.node_cidr: is written flat in cluster.yaml; write node_cidr at the top level',
    ],
    [
      'nodes in cluster.yaml',
      'nodes: []\n',
      'cluster.yaml:1:1 nodes: belongs into nodes.yaml; move it there',
    ],
    [
      'a repository given twice',
      'repository_name: a/b\nrepository: {url: "https://git.example/a.git"}\n',
      'cluster.yaml:1:18 repository_name: repository.url is written as well; keep one of them',
    ],
    [
      'a repository that is no name',
      'repository_name: https://github.com/a/b\n',
      'cluster.yaml:1:18 repository_name: not a repository on GitHub; write owner/name, or for another forge repository.url',
    ],
    [
      'a visibility that is none',
      'repository_name: a/b\nrepository_visibility: secret\n',
      'cluster.yaml:2:24 repository_visibility: not known; write public or private',
    ],
    [
      'a visibility alone',
      'repository_visibility: public\n',
      'cluster.yaml:1:24 repository_visibility: stands alone; write repository_name: owner/name as well',
    ],
    [
      'a key written twice',
      'name: a\nname: b\n',
      'cluster.yaml:2:1: not valid YAML: Map keys must be unique',
    ],
    [
      'broken indentation',
      'cilium:\n  hubble: true\n bgp: x\n',
      'cluster.yaml:3:1: not valid YAML: All mapping items must start at the same column',
    ],
    [
      'a second document',
      'name: a\n---\nname: b\n',
      'cluster.yaml:2:1: a second document begins here; write one document per file',
    ],
    [
      'a list at the top',
      '- a\n',
      'cluster.yaml:1:1: not a map of fields; write lines like node_cidr: 192.168.42.0/24',
    ],
    [
      'an alias to nothing',
      'name: *a\n',
      'cluster.yaml:1:7: the alias *a names nothing written above',
    ],
    [
      'a key that is no name',
      '? [a]\n: b\n',
      'cluster.yaml:1:3: a field has no plain name; write name: value',
    ],
    [
      'an unknown tag',
      'name: !x y\n',
      'cluster.yaml:1:7: not valid YAML: Unresolved tag: !x',
    ],
  ])('explains %s', (_, text, message) => {
    expect(describeAll(readYaml(text))).toEqual([message]);
  });

  it.each([
    [
      'a key written twice',
      'a = 1\na = 2\n',
      'lab/cluster.toml:2:1: not valid TOML: Defining a key multiple times is invalid',
    ],
    [
      'a value without quotes',
      'name = lab\n',
      'lab/cluster.toml:1:8: not valid TOML: Unexpected character',
    ],
    [
      'a date',
      'name = 2026-01-01\n',
      'lab/cluster.toml:1:8: a date is not used here; put the text in quotes',
    ],
  ])('explains %s in TOML', (_, text, message) => {
    expect(describeAll(readToml(text))).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('wants nodes.yaml to hold nodes and nothing else', () => {
    expect(describeAll(readYaml('name: a\n', ''))).toEqual([
      'nodes.yaml:1:1 nodes: is missing; list the machines of the cluster',
    ]);
    expect(
      describeAll(readYaml('name: a\n', 'node:\n  - a\nnodes: []\n')),
    ).toEqual([
      'nodes.yaml:1:1 node: not known in nodes.yaml; it has the one field nodes, all else is in cluster.yaml',
    ]);
  });

  it('does not report what an unreadable file would have held', () => {
    expect(describeAll(readYaml('name: a\n', 'nodes: [\n'))).toHaveLength(1);
  });

  it('reads aliases, each at the place of its use', () => {
    const source = readYaml('talos: &t\n  version: 1\nkubernetes: *t\n');
    expect(source.placeOf(['kubernetes', 'version'])).toMatchObject({
      line: 3,
      column: 13,
    });
  });

  it('ends aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let depth = 1; depth < 9; depth += 1) {
      const alias = `*a${depth - 1}`;
      lines.push(`a${depth}: &a${depth} [${Array(10).fill(alias).join(', ')}]`);
    }
    expect(describeAll(readYaml(lines.join('\n')))).toEqual([
      expect.stringContaining('holds more than 50000 values'),
    ]);
  });

  it.each([
    ['YAML', () => readYaml(`a: ${'['.repeat(50_000)}`)],
    ['TOML', () => readToml(`a = ${'['.repeat(50_000)}`)],
  ])('ends nesting without an end in %s', (_, read) => {
    const { problems } = read();
    expect(problems).toHaveLength(1);
    expect(problems[0].severity).toBe('error');
  });

  it('refuses a text of many megabytes before parsing it', () => {
    expect(describeAll(readToml('#'.repeat(10_000_000)))).toEqual([
      'lab/cluster.toml:1:1: is larger than 1 MB',
    ]);
  });
});

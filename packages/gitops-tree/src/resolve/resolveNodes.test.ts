import { tree } from '../__testUtils__/tree';
import { USUAL_TREE } from '../__testUtils__/usualTree';
import type { FileSet } from '../types';
import { resolveTree } from './resolveTree';

const resolve = (files: FileSet) => resolveTree(files, { root: 'kubernetes' });

describe('resolveTree', () => {
  it.each([
    [
      'nodes.yaml',
      USUAL_TREE['nodes.yaml'],
      [
        { name: 'cp1', address: '192.0.2.1', isControlPlane: true, line: 2 },
        { name: 'w1', address: '192.0.2.2', isControlPlane: false, line: 5 },
      ],
    ],
    [
      'talos/talconfig.yaml',
      'nodes:\n  - hostname: "a"\n    ipAddress: 192.0.2.9, 2001:db8::1\n    controlPlane: true\n',
      [{ name: 'a', address: '192.0.2.9', isControlPlane: true, line: 2 }],
    ],
    [
      'talos/topf.yaml',
      'nodes:\n  - host: b\n    ip: 192.0.2.8\n    role: worker\n',
      [{ name: 'b', address: '192.0.2.8', isControlPlane: false }],
    ],
    [
      'cluster.toml',
      `name = "lab"

[[nodes]]
name = "t1" # the first
address = '192.0.2.21'
controller = true
[nodes.labels]
name = "no node"

[[nodes]]
# name = "gone"
name = "t2"
controller = false

[storage]
name = "no node either"
`,
      [
        {
          name: 't1',
          address: '192.0.2.21',
          isControlPlane: true,
          layout: 'cluster-toml',
          line: 4,
        },
        { name: 't2', isControlPlane: false, line: 12 },
      ],
    ],
    [
      'talos/nodes/controlplane/c.yaml.j2',
      '---\nmachine: {{ x }}\n',
      [{ name: 'c', isControlPlane: true }],
    ],
    [
      'talos/nodes/192.0.2.7.yaml.j2',
      'machine:\n  type: worker\n---\nhostname: d.lab\n',
      [{ name: 'd.lab', address: '192.0.2.7', isControlPlane: false, line: 4 }],
    ],
  ])('reads the nodes of %s', (path, text, nodes) => {
    expect(resolve(tree({ [path]: text })).nodes).toMatchObject(nodes);
  });

  it('reads a machine where its owner writes it, not where it is rendered', () => {
    const { nodes } = resolve(
      tree({
        'talos/talconfig.yaml': 'nodes:\n  - hostname: t1\n',
        'cluster.toml': '[[nodes]]\nname = "t1"\n',
      }),
    );
    expect(nodes).toMatchObject([{ name: 't1', file: 'cluster.toml' }]);
  });

  it('reads the nodes nearest to the root, not those of examples below', () => {
    const record = (name: string) => `nodes:\n  - name: ${name}\n`;
    const { nodes } = resolve(
      tree({
        'nodes.yaml': record('mine'),
        'labs/other/nodes.yaml': record('theirs'),
        'labs/third/cluster.toml': '[[nodes]]\nname = "third"\n',
      }),
    );
    expect(nodes.map(({ name }) => name)).toEqual(['mine']);
  });
});

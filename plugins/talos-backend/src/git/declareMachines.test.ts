import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resolveTree, type FileSet } from '@homestage/gitops-tree';
import { declareMachines } from './declareMachines';

const INFRA = path.resolve(__dirname, '../../../../infra');
const read = (file: string) => readFileSync(path.join(INFRA, file), 'utf8');

const declare = (files: FileSet) =>
  declareMachines(
    files,
    resolveTree(files, { root: '' }).nodes,
    (file, line) => `https://git/${file}#L${line}`,
  );

describe('declareMachines', () => {
  it('finds every fact of the reference lab with its line', () => {
    const names = ['nodes.yaml', 'talos/talconfig.yaml', 'talos/talenv.yaml'];
    const files = new Map(names.map(name => [name, read(name)]));
    const machines = declare(files);
    expect(machines.map(({ name }) => name.value)).toEqual([
      'cp-01',
      'cp-02',
      'cp-03',
      'worker-01',
      'worker-02',
    ]);
    const worker = machines[3];
    expect(worker).toMatchObject({
      address: { value: '192.168.42.21', file: 'nodes.yaml' },
      isControlPlane: { value: false },
      version: { value: 'v1.13.9', file: 'talos/talenv.yaml' },
      kubernetesVersion: { value: 'v1.36.4', file: 'talos/talenv.yaml' },
    });
    for (const declared of [
      worker.address!,
      worker.schematic!,
      worker.version!,
    ]) {
      const line = read(declared.file).split('\n')[declared.line - 1];
      expect(line).toContain(declared.value);
      expect(declared.url).toBe(
        `https://git/${declared.file}#L${declared.line}`,
      );
    }
  });

  it('reads extensions and labels of talhelper, and leaves labs below alone', () => {
    const talconfig = `talosVersion: 1.13.8
nodes:
  - hostname: k8s-0
    ipAddress: 10.0.0.5, 10.0.0.6
    controlPlane: true
    nodeLabels:
      zone: a
    schematic:
      customization:
        systemExtensions:
          officialExtensions:
            - siderolabs/i915
`;
    const files = new Map([
      ['talos/talconfig.yaml', talconfig],
      ['labs/other/talos/talconfig.yaml', 'talosVersion: v1.0.0\nnodes: []\n'],
    ]);
    expect(declare(files)).toMatchObject([
      {
        address: { value: '10.0.0.5', line: 4 },
        version: { value: 'v1.13.8', line: 1 },
        extensions: { value: ['siderolabs/i915'], line: 8 },
        labels: { value: { zone: 'a' }, line: 6 },
      },
    ]);
  });

  it('takes a file that is no YAML as one that says nothing', () => {
    expect(declare(new Map([['nodes.yaml', '{{ jinja']]))).toEqual([]);
  });
});

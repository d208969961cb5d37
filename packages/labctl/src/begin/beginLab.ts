import { INPUT_FILES } from '../read/readLab';
import { namedRepositoryOf } from '../read/repositoryUrl';
import { listOf, machinesOf } from './QUESTIONS';
import type { Answers } from './QUESTIONS';

/**
 * The two input files of a new lab, with a comment on what each field is for.
 *
 * @param answers - to every question that is asked
 * @param options - `schemas`: the folder of the JSON schemas, as seen from the files
 */
export function beginLab(
  answers: Answers,
  options: { schemas: string },
): ReadonlyMap<string, string> {
  const schema = (name: string) =>
    `---\n# yaml-language-server: $schema=${options.schemas}/${name}.schema.json\n`;
  return new Map([
    [INPUT_FILES.cluster, `${schema('cluster')}${clusterText(answers)}`],
    [INPUT_FILES.nodes, `${schema('nodes')}${nodesText(answers)}`],
  ]);
}

/** Lines of a block, or nothing; blocks are parted by a blank line. */
type Block = readonly string[];

function clusterText(answers: Answers): string {
  const answer = (name: string) => answers.get(name) ?? '';
  const [internal, dns] = listOf(answer('gateways'));
  const isPublic = answer('dns') === 'cloudflare';
  const hasCeph = answer('ceph_disk') !== '';
  const blocks: Block[] = [
    [
      '# What the whole cluster shares; the machines are in nodes.yaml. After a change:',
      '# yarn infra validate, yarn infra doctor, yarn infra render.',
    ],
    ['# Name of the cluster.', `name: ${answer('name')}`],
    [
      '# Network of the machines, and its router.',
      `node_cidr: ${answer('node_cidr')}`,
      `node_default_gateway: ${answer('router')}`,
      ...(answer('dhcp_range')
        ? [
            'network:',
            '  # What the router hands out; nothing fixed may lie in it.',
            `  dhcp_range: ${answer('dhcp_range')}`,
          ]
        : []),
    ],
    [
      '# Address of the Kubernetes API. With several control planes it moves between',
      '# them, so it has to be free; a single one answers under its own.',
      `cluster_api_addr: ${answer('api_addr')}`,
    ],
    [
      '# Where apps are reached at home, and what answers for their names: let your',
      `# resolver forward ${answer('domain')} to the second.`,
      `cluster_gateway_addr: ${internal}`,
      `cluster_dns_gateway_addr: ${dns}`,
      ...(isPublic
        ? [
            '# Where the tunnel leads to.',
            `cloudflare_gateway_addr: ${answer('external_gateway')}`,
          ]
        : []),
    ],
    ['# Where this tree is cloned from.', ...repositoryLines(answers)],
    [
      '# Domain of the apps.',
      `cloudflare_domain: ${answer('domain')}`,
      ...(isPublic
        ? [
            '# Taken from the environment by `yarn infra secrets`; never write it here.',
            'cloudflare_token: env:CLOUDFLARE_TOKEN',
          ]
        : []),
    ],
    ['# What applies the tree.', 'gitops:', `  engine: ${answer('gitops')}`],
    [
      '# Folders of templates/components. What they need is added.',
      'components:',
      ...componentsOf(answers).map(name => `  - ${name}`),
    ],
    ...(hasCeph
      ? [
          [
            '# Class of volumes that name none.',
            'storage:',
            '  default_class: ceph-block',
          ],
        ]
      : []),
    [
      '# Files of presets/. An app may also say what is different here.',
      'apps:',
      '  - whoami',
    ],
  ];
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function componentsOf(answers: Answers): string[] {
  return [
    'cert-manager',
    'cilium',
    'coredns',
    'envoy-gateway',
    answers.get('gitops') === 'argocd' ? 'argocd' : 'flux-operator',
    'k8s-gateway',
    answers.get('ceph_disk') ? 'rook-ceph' : 'local-path-provisioner',
    'metrics-server',
    'reloader',
  ].sort();
}

function repositoryLines(answers: Answers): string[] {
  const url = answers.get('repository') ?? '';
  const named = namedRepositoryOf(url);
  return named
    ? [
        `repository_name: ${named.name}`,
        `repository_visibility: ${named.visibility}`,
      ]
    : ['repository:', `  url: ${JSON.stringify(url)}`];
}

function nodesText(answers: Answers): string {
  const { controlPlanes, workers } = machinesOf(answers);
  const macs = listOf(answers.get('mac_addresses'));
  const cephDisk = answers.get('ceph_disk');
  const node = (
    name: string,
    options: { address: string; controller: boolean; mac: string },
  ) => [
    `  - name: ${name}`,
    `    address: ${options.address}`,
    `    controller: ${options.controller}`,
    `    disk: ${JSON.stringify(answers.get('disk'))}`,
    `    mac_addr: ${JSON.stringify(options.mac)}`,
    `    schematic_id: ${JSON.stringify(answers.get('schematic_id'))}`,
    ...(cephDisk ? [`    ceph_disks: [${JSON.stringify(cephDisk)}]`] : []),
  ];
  const numbered = (prefix: string, index: number) =>
    `${prefix}-${String(index + 1).padStart(2, '0')}`;
  const lines = [
    '# The machines of the cluster, one record each. `cpu`, `memory_gb` and `disk_gb`',
    '# may be added, so that `yarn infra doctor` can judge them.',
    'nodes:',
    ...controlPlanes.flatMap((address, index) =>
      node(numbered('cp', index), {
        address,
        controller: true,
        mac: macs[index],
      }),
    ),
    ...workers.flatMap((address, index) =>
      node(numbered('worker', index), {
        address,
        controller: false,
        mac: macs[controlPlanes.length + index],
      }),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

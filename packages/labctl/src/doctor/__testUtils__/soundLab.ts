import { describeProblem } from '../../read/LabProblem';
import { readLab } from '../../read/readLab';
import { validateLab } from '../../validate/validateLab';
import { examineLab } from '../examineLab';
import { PLAIN_SCHEMATIC } from '../schematicId';

/** A node, by its number. */
export const node = (number: number, more: object = {}) => ({
  name: `node-${number}`,
  address: `192.168.42.1${number}`,
  controller: true,
  disk: '/dev/nvme0n1',
  mac_addr: `02:00:5e:10:00:0${number}`,
  schematic_id: PLAIN_SCHEMATIC,
  ...more,
});

export const three = [node(1), node(2), node(3)];

export const WORKER = node(4, { controller: false });

/** A lab with nothing to advise, and what is different in it. */
const CLUSTER = {
  node_cidr: '192.168.42.0/24',
  cluster_api_addr: '192.168.42.10',
  cluster_gateway_addr: '192.168.42.210',
  cluster_dns_gateway_addr: '192.168.42.211',
  network: { dhcp_range: '192.168.42.100-192.168.42.199' },
  kubernetes: { schedule_on_control_planes: true },
  repository_name: 'lab/home-ops',
  cloudflare_domain: 'home.example',
  secrets: { age_recipients: ['age1xxxx', 'age1yyyy'] },
};

/** What the doctor says of a sound lab that differs in the options. */
export async function examine(
  options: {
    cluster?: object;
    nodes?: object[];
    chosen?: string[];
    isEtcdSaved?: boolean;
    extensions?: [string, string[]][];
  } = {},
) {
  const source = readLab({
    // YAML holds JSON.
    cluster: {
      path: 'cluster.yaml',
      text: JSON.stringify({ ...CLUSTER, ...options.cluster }),
    },
    nodes: {
      path: 'nodes.yaml',
      text: JSON.stringify({ nodes: options.nodes ?? [...three, WORKER] }),
    },
  });
  const { lab, problems } = validateLab(source);
  expect(problems).toEqual([]);
  if (!lab) {
    throw new Error('not valid');
  }
  return examineLab(source, {
    resolved: lab,
    chosen: [
      ...(options.chosen ?? []),
      ...(options.isEtcdSaved === false ? [] : ['talos-backup']),
    ],
    known: { extensions: new Map(options.extensions ?? []) },
  });
}

/** One way to depart from the sound lab, and the advice that it calls for. */
export type DoctorCase = [
  rule: string,
  severity: string,
  text: string,
  options: Parameters<typeof examine>[0],
];

/** The advice that the doctor gives on a sound lab that differs in the options. */
export async function adviceOn(options: DoctorCase[3]) {
  const problems = await examine(options);
  return {
    problems,
    text: problems.map(describeProblem).join('\n'),
    rules: [...new Set(problems.map(({ rule }) => rule))],
  };
}

/** The advice of one rule and of no other: one cause, one advice. */
export const onlyAdvice = (rule: string, severity: string, text: string) => ({
  problems: expect.arrayContaining([
    expect.objectContaining({ rule, severity }),
  ]),
  text: expect.stringContaining(text),
  rules: [rule],
});

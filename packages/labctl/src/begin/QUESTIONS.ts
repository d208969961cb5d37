import type { z } from 'zod';
import { nthAddress } from '../model/ipv4';
import {
  disk,
  dnsLabel,
  fqdn,
  ipv4,
  ipv4Cidr,
  ipv4Range,
  macAddress,
  schematicId,
} from '../model/schema/scalars';
import { repositorySchema } from '../model/schema/platformSchema';
import { PLAIN_SCHEMATIC } from '../doctor/schematicId';

/** Answers so far by the name of their question. */
export type Answers = ReadonlyMap<string, string>;

/** One question of `infra new`. */
export interface Question {
  /** Its name in a file of answers. */
  readonly name: string;
  readonly text: string;
  /** What an empty answer means; `undefined`: it has to be answered. */
  readonly preset: (answers: Answers) => string | undefined;
  /** What is wrong with an answer, if anything. */
  readonly check: (answer: string, answers: Answers) => string | undefined;
  /** False: the answers so far leave nothing to ask. */
  readonly isAsked?: (answers: Answers) => boolean;
}

/** Parts of an answer that lists several, by commas or blanks. */
export function listOf(answer: string | undefined): string[] {
  return (answer ?? '').split(/[\s,]+/).filter(part => part !== '');
}

const fixed = (value: string) => () => value;
const required = () => undefined;

function by(schema: z.ZodType) {
  return (answer: string) => schema.safeParse(answer).error?.issues[0].message;
}

function each(schema: z.ZodType) {
  return (answer: string) =>
    listOf(answer)
      .map(part => {
        const problem = by(schema)(part);
        return problem && `${part} is ${problem}`;
      })
      .find(problem => problem !== undefined);
}

function oneOf(...values: string[]) {
  return (answer: string) =>
    values.includes(answer) ? undefined : `write one of ${values.join(', ')}`;
}

/** `undefined` for an empty answer; else what the check says. */
function maybe(check: Question['check']): Question['check'] {
  return (answer, answers) =>
    answer === '' ? undefined : check(answer, answers);
}

const inNetwork = (index: number) => (answers: Answers) =>
  nthAddress(answers.get('node_cidr') ?? '', index);

/** Machines of the lab in their order: control planes first. */
export function machinesOf(answers: Answers) {
  return {
    controlPlanes: listOf(answers.get('control_planes')),
    workers: listOf(answers.get('workers')),
  };
}

const checkMacAddresses: Question['check'] = (answer, answers) => {
  const { controlPlanes, workers } = machinesOf(answers);
  const wanted = controlPlanes.length + workers.length;
  const given = listOf(answer).length;
  return given === wanted
    ? each(macAddress)(answer)
    : `${given} are given for ${wanted} machines; write one for each, in the order of the addresses`;
};

const isPublic = (answers: Answers) => answers.get('dns') === 'cloudflare';

/** The questions, in their order. Each can be answered with Enter but three. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'name',
    text: 'Name of the cluster',
    preset: fixed('kubernetes'),
    check: by(dnsLabel),
  },
  {
    name: 'domain',
    text: 'Domain of the apps, like home.example',
    preset: required,
    check: by(fqdn),
  },
  {
    name: 'node_cidr',
    text: 'Network of the machines',
    preset: fixed('192.168.1.0/24'),
    check: by(ipv4Cidr),
  },
  {
    name: 'router',
    text: 'Address of the router',
    preset: inNetwork(1),
    check: by(ipv4),
  },
  {
    name: 'dhcp_range',
    text: 'What the router hands out, like 192.168.1.100-192.168.1.199 (empty: unknown)',
    preset: fixed(''),
    check: maybe(by(ipv4Range)),
  },
  {
    name: 'control_planes',
    text: 'Addresses of the control planes: one, or three',
    preset: answers =>
      [11, 12, 13].map(index => inNetwork(index)(answers)).join(', '),
    check: answer =>
      listOf(answer).length === 0
        ? 'write at least one address'
        : each(ipv4)(answer),
  },
  {
    name: 'workers',
    text: 'Addresses of the workers (empty: none)',
    preset: fixed(''),
    check: each(ipv4),
  },
  {
    name: 'mac_addresses',
    text: 'MAC addresses of these machines, in the same order',
    preset: required,
    check: checkMacAddresses,
  },
  {
    name: 'disk',
    text: 'Disk that Talos is installed on',
    preset: fixed('/dev/nvme0n1'),
    check: by(disk),
  },
  {
    name: 'ceph_disk',
    text: 'Second disk of each machine for Ceph (empty: no Ceph)',
    preset: fixed(''),
    check: maybe(by(disk)),
  },
  {
    name: 'schematic_id',
    text: 'Schematic of factory.talos.dev (Enter: nothing but Talos)',
    preset: fixed(PLAIN_SCHEMATIC),
    check: by(schematicId),
  },
  {
    name: 'api_addr',
    text: 'Free address for the API of Kubernetes',
    preset: answers => {
      const { controlPlanes } = machinesOf(answers);
      // With one there is nowhere to move it.
      return controlPlanes.length === 1
        ? controlPlanes[0]
        : inNetwork(10)(answers);
    },
    check: by(ipv4),
  },
  {
    name: 'gateways',
    text: 'Free addresses for the internal gateway and for DNS',
    preset: answers =>
      [200, 201].map(index => inNetwork(index)(answers)).join(', '),
    check: answer =>
      listOf(answer).length === 2 ? each(ipv4)(answer) : 'write two addresses',
  },
  {
    name: 'repository',
    text: 'Address of the Git repository of this tree',
    preset: required,
    check: by(repositorySchema.shape.url),
  },
  {
    name: 'dns',
    text: 'Who serves the public zone of the domain: cloudflare or none',
    preset: fixed('none'),
    check: oneOf('cloudflare', 'none'),
  },
  {
    name: 'external_gateway',
    text: 'Free address for the gateway that the internet reaches',
    preset: inNetwork(202),
    check: by(ipv4),
    isAsked: isPublic,
  },
  {
    name: 'gitops',
    text: 'What applies the tree: flux or argocd',
    preset: fixed('flux'),
    check: oneOf('flux', 'argocd'),
  },
];

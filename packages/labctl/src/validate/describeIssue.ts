import type { z } from 'zod';
import type { FieldPath } from '../read/flatNames';
import type { LabProblem } from '../read/LabProblem';
import type { LabSource } from '../read/LabSource';
import { knownFields, suggestField } from './knownFields';
import { nearestName } from './nearestName';

type Issue = z.core.$ZodIssue;

/** Rules of fields whose mistake has a name of its own. */
const RULE_OF_FIELD: readonly [RegExp, string][] = [
  [/^cilium\.bgp\.(router|node)_asn$/, 'bad-bgp-asn'],
  [/^nodes\.\d+\.mac_addr$/, 'bad-mac-address'],
  [/^repository\.url$/, 'bad-repo-url'],
  [/^network\.vlan_tag$/, 'bad-vlan-tag'],
];

/** A missing group is best named by the one field it cannot do without. */
const REQUIRED_BELOW = new Map([
  ['network', ['node_cidr']],
  ['kubernetes', ['api', 'addr']],
  ['kubernetes.api', ['addr']],
  ['gateways', ['internal']],
  ['domain', ['name']],
]);

const MISSING_HINTS = new Map([
  [
    'network.node_cidr',
    'write the network of the machines, like 192.168.42.0/24',
  ],
  [
    'kubernetes.api.addr',
    'write the address of the Kubernetes API, like 192.168.42.10',
  ],
  [
    'gateways.internal',
    'write the address of the internal gateway, like 192.168.42.121',
  ],
  ['domain.name', 'write the domain of the apps, like home.example'],
  ['nodes', 'list the machines of the cluster'],
  ['nodes.name', 'write the host name, like cp-01'],
  ['nodes.address', 'write a fixed address inside node_cidr'],
  ['nodes.controller', 'write true for a control plane, false for a worker'],
  [
    'nodes.disk',
    'write the disk that Talos is installed on, like /dev/nvme0n1',
  ],
  [
    'nodes.mac_addr',
    'write the MAC address of the network card, like 02:00:5e:10:00:0b',
  ],
]);

const KIND_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  object: 'a group of fields',
  record: 'a group of fields',
  string: 'a text',
};

/** What the schema has found, as problems at their places. */
export function describeIssue(issue: Issue, source: LabSource): LabProblem[] {
  const path = issue.path as FieldPath;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => describeUnknown([...path, key], source));
  }
  if (issue.code === 'invalid_union') {
    const branch = nearestBranch(issue.errors);
    if (branch) {
      return branch.flatMap(inner =>
        describeIssue({ ...inner, path: [...path, ...inner.path] }, source),
      );
    }
  }
  if (isMissing(issue, source)) {
    const field = [...path, ...(REQUIRED_BELOW.get(path.join('.')) ?? [])];
    return [
      source.problem(field, {
        rule: 'missing-field',
        message: `is missing; ${hintOf(field)}`,
      }),
    ];
  }
  return [
    source.problem(path, {
      rule: ruleOf(issue),
      message: messageOf(issue, source),
    }),
  ];
}

function describeUnknown(path: FieldPath, source: LabSource): LabProblem {
  const meant = suggestField(path, source.form);
  const known = knownFields(path.slice(0, -1), source.form);
  return {
    ...source.placeOfKey(path),
    rule: 'unknown-field',
    severity: 'error',
    field: source.fieldOf(path),
    message: meant
      ? `not known; did you mean ${meant}?`
      : `not known; known here are ${known.join(', ')}`,
  };
}

/**
 * The branch of a union that a person meant: the one that accepts the kind of
 * value and complains about something inside. None: the union's own message fits.
 */
function nearestBranch(
  branches: readonly (readonly Issue[])[],
): readonly Issue[] | undefined {
  const inside = branches.filter(issues =>
    issues.every(
      ({ path, code }) => path.length > 0 || code === 'unrecognized_keys',
    ),
  );
  return inside.length === 1 ? inside[0] : undefined;
}

function isMissing(issue: Issue, source: LabSource): boolean {
  return (
    issue.code !== 'custom' &&
    source.find(issue.path as FieldPath) === undefined
  );
}

function hintOf(path: FieldPath): string {
  const field = path.filter(part => typeof part === 'string').join('.');
  return (
    MISSING_HINTS.get(field) ??
    `write it, ${path.slice(0, -1).join('.')} is of no use without`
  );
}

function ruleOf(issue: Issue): string {
  if (issue.code === 'custom' && typeof issue.params?.rule === 'string') {
    return issue.params.rule;
  }
  const path = issue.path.join('.');
  return (
    RULE_OF_FIELD.find(([pattern]) => pattern.test(path))?.[1] ?? 'bad-value'
  );
}

function messageOf(issue: Issue, source: LabSource): string {
  switch (issue.code) {
    case 'invalid_type':
      return isOwn(issue)
        ? issue.message
        : `not ${KIND_NAMES[issue.expected] ?? issue.expected}; ${shown(
            issue,
            source,
          )}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      const node = source.find(issue.path as FieldPath);
      const written = node?.kind === 'scalar' ? String(node.value) : '';
      const meant = nearestName(written, values);
      return `not known; ${
        meant ? `did you mean ${meant}? Known are` : 'write one of'
      } ${values.join(', ')}`;
    }
    default:
      return issue.message;
  }
}

/** Messages of the schema are ours when they say what would be right. */
function isOwn(issue: Issue): boolean {
  return issue.message.includes(';');
}

function shown(issue: Issue, source: LabSource): string {
  const node = source.find(issue.path as FieldPath);
  if (!node || node.kind !== 'scalar') {
    return node?.kind === 'list'
      ? 'a list stands here'
      : 'a group of fields stands here';
  }
  if (node.value === null) {
    return 'nothing stands here, write a value or leave the field out';
  }
  if (issue.path.join('.') === 'dns.token') {
    return 'put it in quotes';
  }
  return issue.code === 'invalid_type' && issue.expected === 'string'
    ? `put it in quotes: "${node.value}"`
    : `${JSON.stringify(node.value)} stands here`;
}

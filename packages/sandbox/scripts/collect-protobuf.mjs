#!/usr/bin/env node
/**
 * Writes packages/sandbox/protobuf/messages.json: how the built-in kinds are written
 * in protobuf, which typed Go clients send by default. Read from the generated.proto
 * and types.go files of the Kubernetes modules. Needs Go and the network; run it when
 * a version below is raised, and commit what it writes.
 *
 * A field is [name, type, flags]: `#id` is another message; r repeated, m map (its
 * values are of the type), n inlined into its parent, z left out when zero.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const API = 'k8s.io/api@v0.36.0';
const MACHINERY = 'k8s.io/apimachinery@v0.36.0';

const PACKAGES = [
  'core/v1',
  'apps/v1',
  'batch/v1',
  'networking/v1',
  'discovery/v1',
  'policy/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'rbac/v1',
  'storage/v1',
  'coordination/v1',
  'scheduling/v1',
  'events/v1',
  'authentication/v1',
  'authorization/v1',
];

/** What is stored, or asked, in each package. */
const KINDS = {
  'core/v1': [
    'ConfigMap',
    'Endpoints',
    'Event',
    'LimitRange',
    'Namespace',
    'Node',
    'PersistentVolumeClaim',
    'PersistentVolume',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'ServiceAccount',
    'Service',
  ],
  'apps/v1': [
    'ControllerRevision',
    'DaemonSet',
    'Deployment',
    'ReplicaSet',
    'StatefulSet',
  ],
  'batch/v1': ['CronJob', 'Job'],
  'networking/v1': ['IngressClass', 'Ingress', 'NetworkPolicy'],
  'discovery/v1': ['EndpointSlice'],
  'policy/v1': ['PodDisruptionBudget', 'Eviction'],
  'autoscaling/v1': ['Scale'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'rbac/v1': ['ClusterRoleBinding', 'ClusterRole', 'RoleBinding', 'Role'],
  'storage/v1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
  'coordination/v1': ['Lease'],
  'scheduling/v1': ['PriorityClass'],
  'events/v1': ['Event'],
  'authentication/v1': ['SelfSubjectReview', 'TokenReview'],
  'authorization/v1': [
    'SelfSubjectAccessReview',
    'SubjectAccessReview',
    'LocalSubjectAccessReview',
    'SelfSubjectRulesReview',
  ],
  'meta/v1': ['DeleteOptions'],
};

const SCALARS = {
  string: 'string',
  bytes: 'bytes',
  bool: 'bool',
  double: 'double',
  int32: 'int',
  int64: 'int',
  uint32: 'int',
  uint64: 'int',
};

const SPECIAL = {
  'meta/v1.Time': 'time',
  'meta/v1.MicroTime': 'microTime',
  'k8s.io.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'k8s.io.apimachinery.pkg.util.intstr.IntOrString': 'intOrString',
  'k8s.io.apimachinery.pkg.runtime.RawExtension': 'json',
  'meta/v1.FieldsV1': 'json',
};

function moduleFolder(module) {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    encoding: 'utf8',
  });
  return JSON.parse(answer).Dir;
}

/** By struct and number: the field's name in JSON, and whether it is inlined or left out when zero. */
function readGo(folder) {
  const structs = {};
  for (const file of readdirSync(folder).filter(name =>
    /^types.*\.go$/.test(name),
  )) {
    let struct = '';
    for (const line of readFileSync(path.join(folder, file), 'utf8').split(
      '\n',
    )) {
      struct = /^type (\w+) struct/.exec(line)?.[1] ?? struct;
      const tags =
        /^\s+(?:\w+\s+)?(\S+)\s+`.*json:"([^",]*)([^"]*)".*protobuf:"\w+,(\d+),/.exec(
          line,
        );
      if (tags) {
        const [, goType, json, options, number] = tags;
        structs[struct] ??= {};
        structs[struct][number] = {
          json,
          isInline: options.includes('inline'),
          isZeroLeftOut:
            options.includes('omitempty') && !goType.startsWith('*'),
        };
      }
    }
  }
  return structs;
}

function typeName(type, here) {
  const bare = type.replace(/^\./, '');
  if (SCALARS[bare]) {
    return SCALARS[bare];
  }
  const id = bare
    .replace(/^k8s\.io\.api\.(\w+)\.(\w+)\.(\w+)$/, '$1/$2.$3')
    .replace(
      /^k8s\.io\.apimachinery\.pkg\.apis\.meta\.(\w+)\.(\w+)$/,
      'meta/$1.$2',
    );
  const full = id.includes('.') ? id : `${here}.${id}`;
  return SPECIAL[full] ?? `#${full}`;
}

function readProto(folder, here) {
  const go = readGo(folder);
  const messages = {};
  let message = '';
  for (const line of readFileSync(
    path.join(folder, 'generated.proto'),
    'utf8',
  ).split('\n')) {
    message = /^message (\w+)/.exec(line)?.[1] ?? message;
    const field =
      /^\s+(?:(optional|repeated) (\S+)|map<\w+, (\S+)>) (\w+) = (\d+);/.exec(
        line,
      );
    if (field) {
      const [, label, type, valueType, name, number] = field;
      const tags = go[message]?.[number];
      const flags = [
        label === 'repeated' ? 'r' : '',
        valueType ? 'm' : '',
        tags?.isInline ? 'n' : '',
        tags?.isZeroLeftOut ? 'z' : '',
      ].join('');
      const id = `${here}.${message}`;
      messages[id] ??= {};
      messages[id][number] = [
        tags?.json || name,
        typeName(valueType ?? type, here),
        ...(flags ? [flags] : []),
      ];
    }
  }
  return messages;
}

const api = moduleFolder(API);
const meta = path.join(moduleFolder(MACHINERY), 'pkg/apis/meta/v1');
const all = readProto(meta, 'meta/v1');
for (const each of PACKAGES.filter(name => existsSync(path.join(api, name)))) {
  Object.assign(all, readProto(path.join(api, each), each));
}

/** Only what can be reached from the kinds. */
const kept = {};
const queue = Object.entries(KINDS).flatMap(([group, kinds]) =>
  kinds.map(kind => `${group}.${kind}`),
);
while (queue.length > 0) {
  const id = queue.pop();
  if (!kept[id]) {
    kept[id] = all[id] ?? {};
    const types = Object.values(kept[id]).map(([, type]) => type);
    queue.push(
      ...types.filter(type => type.startsWith('#')).map(type => type.slice(1)),
    );
  }
}
const sorted = Object.fromEntries(
  Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)),
);
const target = path.join(
  import.meta.dirname,
  '..',
  'protobuf',
  'messages.json',
);
writeFileSync(target, `${JSON.stringify(sorted)}\n`);
process.stdout.write(
  `${Object.keys(sorted).length} messages of ${API} and ${MACHINERY}\n`,
);

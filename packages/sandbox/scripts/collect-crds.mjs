#!/usr/bin/env node
/**
 * Writes packages/sandbox/crds/*.json from the Go modules that define the kinds:
 * the real CustomResourceDefinitions without descriptions, and with the schema of
 * the stored version only. Needs Go and the network; run it when a version below
 * is raised, and commit what it writes.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const SOURCES = [
  {
    module: 'github.com/fluxcd/source-controller@v1.9.4',
    folder: 'config/crd/bases',
  },
  {
    module: 'github.com/fluxcd/kustomize-controller@v1.9.4',
    folder: 'config/crd/bases',
  },
  {
    module: 'github.com/fluxcd/helm-controller@v1.6.3',
    folder: 'config/crd/bases',
  },
  {
    module: 'github.com/fluxcd/notification-controller@v1.9.3',
    folder: 'config/crd/bases',
  },
  {
    module: 'sigs.k8s.io/gateway-api@v1.4.1',
    folder: 'config/crd/standard',
    only: [
      'gatewayclasses',
      'gateways',
      'grpcroutes',
      'httproutes',
      'referencegrants',
    ],
  },
];

/** What the lab's API server does not act on: texts, and rules in CEL. */
const UNUSED = [
  'description',
  'x-kubernetes-validations',
  'externalDocs',
  'example',
  'title',
];

function moduleFolder(module) {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    encoding: 'utf8',
  });
  return JSON.parse(answer).Dir;
}

/** The schema without texts; a property may bear any name, also one of the unused. */
function strip(schema) {
  const kept = {};
  for (const [key, value] of Object.entries(schema)) {
    if (UNUSED.includes(key)) {
      continue;
    }
    if (key === 'properties') {
      kept[key] = Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, strip(child)]),
      );
    } else if (
      ['items', 'additionalProperties'].includes(key) &&
      typeof value === 'object'
    ) {
      kept[key] = strip(value);
    } else if (!['allOf', 'anyOf', 'oneOf', 'not'].includes(key)) {
      kept[key] = value;
    }
  }
  return kept;
}

function compact({ apiVersion, kind, metadata, spec }) {
  const versions = spec.versions
    .filter(version => version.served)
    .map(({ schema, ...version }) =>
      version.storage
        ? {
            ...version,
            schema: { openAPIV3Schema: strip(schema.openAPIV3Schema) },
          }
        : version,
    );
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name },
    spec: { ...spec, versions },
  };
}

const target = path.join(import.meta.dirname, '..', 'crds');
for (const { module, folder, only } of SOURCES) {
  const from = path.join(moduleFolder(module), folder);
  for (const file of readdirSync(from)) {
    const definition = parse(readFileSync(path.join(from, file), 'utf8'));
    const { group, names } = definition.spec ?? {};
    if (group && (!only || only.includes(names.plural))) {
      const name = `${group}_${names.plural}.json`;
      writeFileSync(
        path.join(target, name),
        `${JSON.stringify(compact(definition))}\n`,
      );
      process.stdout.write(`${name} from ${module}\n`);
    }
  }
}

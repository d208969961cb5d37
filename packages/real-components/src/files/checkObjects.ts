import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { RealKubernetes } from '../kubernetes/RealKubernetes';
import { tryTool } from '../process/runTool';
import { definitionsFolder } from '../tools/toolFile';
import type { TreeObject } from './buildTree';

/** Something that a tool does not accept in a rendered file. */
export interface Fault {
  /** Kind, namespace and name, or the file. */
  what: string;
  /** In the tool's own words. */
  why: string;
}

/** Kinds whose definitions cannot be had, as `group/version/Kind`; why is said beside them. */
export function unavailableKinds(): string[] {
  const file = path.resolve(
    path.dirname(require.resolve('@homestage/real-components/package.json')),
    '../../tools/crds/unavailable.json',
  );
  const entries: Array<{ kinds: string[] }> = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return entries.flatMap(({ kinds }) => kinds);
}

/** Checks objects against the strict schemas of their kinds with the real kubeconform. */
export async function conformFaults(
  objects: readonly TreeObject[],
): Promise<Fault[]> {
  const { code, stdout, stderr } = await tryTool(
    'kubeconform',
    [
      '-strict',
      '-output=json',
      `-skip=${unavailableKinds().join(',')}`,
      `-schema-location=${definitionsFolder(
        'schemas',
      )}/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`,
    ],
    { stdin: objects.map(object => stringify(object)).join('\n---\n') },
  );
  if (code !== 0 && !stdout) {
    throw new Error(`kubeconform failed: ${stderr}`);
  }
  const { resources } = JSON.parse(stdout);
  return (resources ?? [])
    .filter(
      ({ status }: { status: string }) =>
        status !== 'statusValid' && status !== 'statusSkipped',
    )
    .map((one: { kind: string; name: string; msg: string }) => ({
      what: `${one.kind} ${one.name}`,
      why: one.msg,
    }));
}

function pathOf(
  object: TreeObject,
  resources: ReadonlyMap<string, { plural: string; namespaced: boolean }>,
): string | undefined {
  const { apiVersion, kind, metadata } = object;
  const resource = resources.get(`${apiVersion}/${kind}`);
  if (!resource) {
    return undefined;
  }
  return [
    apiVersion.includes('/') ? '/apis' : '/api',
    apiVersion,
    ...(resource.namespaced
      ? ['namespaces', metadata.namespace ?? 'default']
      : []),
    resource.plural,
    metadata.name,
  ].join('/');
}

/** The resources of each group and version that objects are of, by `apiVersion/Kind`. */
async function resourcesOf(
  kubernetes: RealKubernetes,
  objects: readonly TreeObject[],
) {
  const resources = new Map<string, { plural: string; namespaced: boolean }>();
  for (const version of new Set(objects.map(({ apiVersion }) => apiVersion))) {
    const root = version.includes('/') ? '/apis' : '/api';
    const answer = await kubernetes.as('admin').call(`${root}/${version}`);
    const served = answer.code === 200 ? answer.json().resources : [];
    for (const { kind, name, namespaced } of served) {
      if (!name.includes('/')) {
        resources.set(`${version}/${kind}`, { plural: name, namespaced });
      }
    }
  }
  return resources;
}

/**
 * Lets the real API server apply each object in a dry run: defaults, CEL rules and
 * admission speak, nothing is stored.
 */
export async function applyFaults(
  kubernetes: RealKubernetes,
  objects: readonly TreeObject[],
): Promise<Fault[]> {
  const resources = await resourcesOf(kubernetes, objects);
  const skipped = new Set(unavailableKinds());
  const faults: Fault[] = [];
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    const what = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    const place = pathOf(object, resources);
    if (!place) {
      if (!skipped.has(`${apiVersion}/${kind}`)) {
        faults.push({ what, why: `${apiVersion} ${kind} is not served` });
      }
      continue;
    }
    const answer = await kubernetes
      .as('admin')
      .call(
        `${place}?dryRun=All&fieldManager=test&force=true&fieldValidation=Strict`,
        {
          method: 'PATCH',
          contentType: 'application/apply-patch+yaml',
          body: object,
        },
      );
    if (answer.code >= 300) {
      faults.push({ what, why: answer.json().message });
    }
  }
  return faults;
}

import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type { Conventions, TreeIndex } from '@homestage/gitops-tree';
import type { FormFacts } from '../contract/facts';
import { appParts } from './appParts';

/**
 * What {@link deriveFormFacts} reads: a snapshot of the tree.
 *
 * @public
 */
export interface FormFactsInput {
  readonly repository: {
    readonly name: string;
    readonly branch: string;
    readonly cluster?: string;
  };
  readonly state: SourceState;
  readonly revision: string;
  readonly commit?: string;
  readonly index?: TreeIndex;
  readonly conventions?: Conventions;
}

/**
 * What the forms need to know of a tree. A tree that was never read gives empty
 * lists, and its state says why: nobody may take that for "nothing is in use".
 *
 * @public
 */
export function deriveFormFacts(
  input: FormFactsInput,
  options?: { readonly fileUrl?: (path: string, line: number) => string },
): FormFacts {
  const { repository, state, revision, commit, index, conventions } = input;
  return {
    repository: repository.name,
    branch: repository.branch,
    cluster: repository.cluster,
    commit,
    source: state,
    revision,
    namespaces: index ? namespacesOf(index) : [],
    apps: index ? appsOf(index) : [],
    hostnames: (index?.hostnames ?? []).map(
      ({ hostname, owner, namespace, name, file, line }) => ({
        hostname,
        owner,
        namespace,
        name,
        file,
        line,
        url: options?.fileUrl?.(file, line),
      }),
    ),
    storageClasses: [...(conventions?.storageClasses ?? [])],
    gateways: {
      internal: conventions?.gateways.internal?.name,
      external: conventions?.gateways.external?.name,
    },
    domain: conventions?.domain,
    appTemplateVersion: conventions?.appTemplate?.version,
  };
}

function appsOf(index: TreeIndex): FormFacts['apps'] {
  return index.apps
    .map(app => ({
      namespace: app.namespace,
      name: app.name,
      isSuspended: app.state === 'suspended',
      isAppTemplate: app.helmReleases.some(
        ({ chart }) => chart?.name === 'app-template',
      ),
      hostnames: [...app.hostnames],
      parts: appParts(app, index),
    }))
    .sort((a, b) =>
      `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1,
    );
}

function namespacesOf(index: TreeIndex): FormFacts['namespaces'] {
  const apps = new Map<string, string[]>(
    index.namespaces.map(({ name }) => [name, []]),
  );
  for (const { namespace, name } of index.apps) {
    const names = apps.get(namespace) ?? [];
    apps.set(namespace, [...names, name]);
  }
  return [...apps]
    .filter(([name]) => name !== '')
    .map(([name, names]) => ({ name, apps: names.sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

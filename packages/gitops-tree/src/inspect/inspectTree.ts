import { baseName } from '../paths/baseName';
import { directoryOf } from '../paths/directoryOf';
import { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import type { Conventions, TreeIndex } from '../types';
import { inspectAppTemplate } from './inspectAppTemplate';
import { inspectFiles } from './inspectFiles';
import { inspectFluxKustomizations } from './inspectFluxKustomizations';
import { inspectGateways } from './inspectGateways';
import { inspectHelmReleases } from './inspectHelmReleases';
import { inspectLists } from './inspectLists';
import { inspectNamespaces } from './inspectNamespaces';
import { inspectSchemaComments } from './inspectSchemaComments';
import { byFrequency, isMostly, majority } from './majority';

/**
 * Tells how the owner of a tree writes: what most of it does. Nothing here is
 * a default of ours; what the tree has no example of is unset.
 *
 * @public
 */
export function inspectTree(index: TreeIndex): Conventions {
  const parsed = ParsedFiles.of(index.files);
  const reached = index.objects.filter(({ state }) => state === 'reached');
  const files = [...new Set(index.objects.map(({ file }) => file))];
  const appTemplate = inspectAppTemplate(index);
  const domain = domainOf(index);
  return {
    ...present({ appsDirectory: appsDirectoryOf(index), appTemplate, domain }),
    files: inspectFiles(index),
    lists: inspectLists(parsed, index),
    namespace: inspectNamespaces(parsed, index),
    fluxKustomization: inspectFluxKustomizations(parsed, index),
    helmRelease: inspectHelmReleases(parsed, index),
    gateways: inspectGateways(index),
    storageClasses: byFrequency([
      ...index.helmReleases.flatMap(({ claims }) =>
        claims.flatMap(({ storageClass }) => storageClass ?? []),
      ),
      ...reached.flatMap(({ kind, manifest }) =>
        kind === 'PersistentVolumeClaim'
          ? textField(manifest.spec, 'storageClassName') ?? []
          : [],
      ),
    ]),
    schemaComments: inspectSchemaComments(parsed, index),
    hasDocumentStart: isMostly(
      files.map(file =>
        /^(?:\s*#[^\n]*\n)*---/.test(index.files.get(file) ?? ''),
      ),
    ),
  };
}

/** The directory that holds the directories that hold most apps. */
function appsDirectoryOf({ apps }: TreeIndex): string | undefined {
  return majority(
    apps
      .filter(
        ({ directory, namespace, name }) =>
          // A namespace with one app of the same name is often that app's directory itself.
          namespace !== name || baseName(directoryOf(directory)) === namespace,
      )
      .map(({ directory }) => directoryOf(directoryOf(directory))),
  );
}

/** What follows the first label in most host names. */
function domainOf({ hostnames }: TreeIndex): string | undefined {
  return majority(
    hostnames
      .map(({ hostname }) =>
        hostname.replace(/^(?:\$\{[^}]*\}|\{\{.*?\}\}|[^.])*\./, ''),
      )
      .filter(domain => domain !== ''),
  );
}

function present<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;
}

import { treePath } from '../../paths/treePath';
import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import type { Manifest, TreeApplicationSource } from '../../types';

/** What an Application says, in the shapes this library uses. */
export interface ApplicationSpec {
  readonly sources: readonly TreeApplicationSource[];
  readonly targetNamespace?: string;
  readonly project?: string;
  readonly isAutomated: boolean;
}

/** Reads `spec` of an Application; what is missing or odd is as if unset. */
export function readApplication({ spec }: Manifest): ApplicationSpec {
  const several = listField(spec, 'sources');
  const one = field(spec, 'source');
  const targetNamespace = textField(spec, 'destination', 'namespace');
  const project = textField(spec, 'project');
  const automated = field(spec, 'syncPolicy', 'automated');
  return {
    // `sources` wins over `source`, as in the controller.
    sources: (several.length > 0 ? several : [one]).flatMap(readSource),
    ...(targetNamespace && { targetNamespace }),
    ...(project && { project }),
    isAutomated:
      automated !== undefined &&
      automated !== null &&
      field(automated, 'enabled') !== false,
  };
}

function readSource(source: unknown): TreeApplicationSource[] {
  const repoUrl = textField(source, 'repoURL');
  if (!repoUrl) {
    return [];
  }
  const chart = textField(source, 'chart');
  const written = textField(source, 'path');
  const path = written === undefined ? undefined : treePath(written);
  const revision = textField(source, 'targetRevision');
  return [
    {
      repoUrl,
      ...(chart && { chart }),
      // A path beside a chart is not read by Argo CD.
      ...(path !== undefined && !chart && { path }),
      ...(revision && { revision }),
      isRecursive: field(source, 'directory', 'recurse') === true,
    },
  ];
}

/** One spelling for the addresses of one repository. */
export function repositoryKey(repoUrl: string): string {
  return repoUrl
    .toLowerCase()
    .replace(/^\w+:\/\/(?:[^@/]*@)?|^[^@/]*@/, '')
    .replace(':', '/')
    .replace(/(?:\.git)?\/*$/, '');
}

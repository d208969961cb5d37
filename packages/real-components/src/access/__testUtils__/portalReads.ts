import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  FLUX_KINDS,
  RELEASE_KINDS,
} from '@homestage/backstage-plugin-flux-common';
import { objectsIn } from '../../files/buildTree';
import { repositoryPath } from '../../files/renderLab';

/** A kind as the store is asked for it. */
export interface Kind {
  readonly group: string;
  readonly kind: string;
}

/** What the catalog and the events of an object are made from. */
const OTHER_KINDS: readonly Kind[] = [
  { group: '', kind: 'Namespace' },
  { group: '', kind: 'Node' },
  { group: '', kind: 'Event' },
  { group: '', kind: 'Pod' },
  { group: 'apps', kind: 'ReplicaSet' },
  { group: 'kubevirt.io', kind: 'VirtualMachine' },
  { group: 'kubevirt.io', kind: 'VirtualMachineInstance' },
];

/** Kinds that are in files and in no cluster, or that the portal never reads. */
function isRead({ group, kind }: Kind): boolean {
  return group !== 'kustomize.config.k8s.io' && kind !== 'Secret';
}

/** The kinds of everything that the reference lab applies: its trees end in them. */
function kindsOfReferenceLab(): Kind[] {
  const root = repositoryPath('infra/kubernetes');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file => objectsIn(readFileSync(path.join(root, file), 'utf8')))
    .filter(({ apiVersion, kind }) => apiVersion && kind)
    .map(({ apiVersion, kind }) => ({
      group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
      kind,
    }));
}

/** Every kind that the pages ask for, on a cluster that runs the reference lab. */
export function portalReads(): Kind[] {
  const kinds = [
    ...FLUX_KINDS,
    ...RELEASE_KINDS,
    ...OTHER_KINDS,
    ...kindsOfReferenceLab(),
  ].filter(isRead);
  return [
    ...new Map(
      kinds.map(({ group, kind }) => [`${kind}.${group}`, { group, kind }]),
    ).values(),
  ];
}

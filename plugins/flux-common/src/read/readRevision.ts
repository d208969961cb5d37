import type { FluxKind } from '../kinds/fluxKinds';
import {
  fieldsOf,
  listOf,
  textOf,
  type Fields,
} from '@homestage/backstage-plugin-lab-common';

type RevisionReader = (status: Fields) => string | undefined;

/** Snapshots of releases that run, or ran until the next one came. */
const RUNNING_RELEASES = ['deployed', 'superseded'];

/** Kinds whose revision stands elsewhere than in their artifact. */
const REVISION_READERS: Readonly<Record<string, RevisionReader>> = {
  Kustomization: status => textOf(status.lastAppliedRevision),
  HelmRelease: readRelease,
  FluxInstance: status => textOf(status.lastAppliedRevision),
  ResourceSet: status => textOf(status.lastAppliedRevision),
  Terraform: status => textOf(status.lastAppliedRevision),
  ImagePolicy: readImage,
  ImageUpdateAutomation: status => textOf(status.lastPushCommit),
};

/** The revision that is applied, or that a source has fetched; whole. */
export function readRevision(
  status: Fields,
  kind: FluxKind,
): string | undefined {
  const reader = REVISION_READERS[kind.kind];
  return reader ? reader(status) : textOf(fieldsOf(status.artifact).revision);
}

/** The chart version that runs. Before helm-controller 1.0 it stood in `lastAppliedRevision`. */
function readRelease(status: Fields): string | undefined {
  const running = listOf(status.history).find(snapshot =>
    RUNNING_RELEASES.includes(textOf(snapshot.status) ?? ''),
  );
  return textOf(running?.chartVersion) ?? textOf(status.lastAppliedRevision);
}

/** The image a policy chose. Before v1 it stood in `latestImage`. */
function readImage(status: Fields): string | undefined {
  const latest = fieldsOf(status.latestRef);
  const name = textOf(latest.name);
  const tag = textOf(latest.tag);
  return name && tag ? `${name}:${tag}` : textOf(status.latestImage);
}

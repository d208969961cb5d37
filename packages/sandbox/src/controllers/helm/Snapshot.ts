/** An entry of `status.history`: one release as Helm stored it. @public */
export interface Snapshot {
  apiVersion: 'v2beta2' | 'v2';
  digest: string;
  name: string;
  namespace: string;
  version: number;
  status: 'deployed' | 'failed' | 'superseded';
  action: 'install' | 'upgrade' | 'rollback';
  chartName: string;
  chartVersion: string;
  appVersion: string;
  configDigest: string;
  ociDigest?: string;
  firstDeployed: string;
  lastDeployed: string;
}

const KEPT_SNAPSHOTS = 5;

/**
 * The history with a release on top. A release that is deployed supersedes the
 * one that was.
 * @public
 */
export function withSnapshot(
  history: readonly Snapshot[] = [],
  snapshot: Snapshot,
): Snapshot[] {
  const rest = history
    .filter(({ version }) => version !== snapshot.version)
    .map(other =>
      snapshot.status === 'deployed' && other.status === 'deployed'
        ? { ...other, status: 'superseded' as const }
        : other,
    );
  return [snapshot, ...rest].slice(0, KEPT_SNAPSHOTS);
}

/** The newest release that was deployed, whatever came after it. @public */
export function lastGoodSnapshot(
  history: readonly Snapshot[] = [],
): Snapshot | undefined {
  return history.find(({ status }) => status !== 'failed');
}

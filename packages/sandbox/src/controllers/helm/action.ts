import { StoredObject } from '../../kubernetes/ObjectStore';
import { parseDuration } from '../runtime/parseDuration';
import { Snapshot } from './Snapshot';

const DEFAULT_TIMEOUT_MS = 300_000;

/** What helm-controller does to a release. @public */
export type Action = 'install' | 'upgrade' | 'rollback';

/** Reasons of the conditions after an action. @public */
export const ACTION_REASONS: Record<Action, { done: string; failed: string }> =
  {
    install: { done: 'InstallSucceeded', failed: 'InstallFailed' },
    upgrade: { done: 'UpgradeSucceeded', failed: 'UpgradeFailed' },
    rollback: { done: 'RollbackSucceeded', failed: 'RollbackFailed' },
  };

/** How long an action on a HelmRelease may take. @public */
export function actionTimeoutMs(object: StoredObject): number {
  return parseDuration(object.spec?.timeout, DEFAULT_TIMEOUT_MS);
}

const chartOf = ({ chartName, chartVersion }: Snapshot) =>
  `with chart ${chartName}@${chartVersion}`;

/** The sentence of the conditions after an action that succeeded. @public */
export function succeededText(snapshot: Snapshot): string {
  const { action, namespace, name, version } = snapshot;
  const release = `${namespace}/${name}.v${version} ${chartOf(snapshot)}`;
  return action === 'rollback'
    ? `Helm rollback to previous release ${release} succeeded`
    : `Helm ${action} succeeded for release ${release}`;
}

/** The sentence of the conditions after an action that failed, without why. @public */
export function failedText(snapshot: Snapshot): string {
  const { action, namespace, name } = snapshot;
  return `Helm ${action} failed for release ${namespace}/${name} ${chartOf(
    snapshot,
  )}`;
}

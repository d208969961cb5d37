import { StoredObject } from '../../kubernetes/ObjectStore';
import { Lab } from '../runtime/Controller';
import { isoTime } from '../runtime/isoTime';
import { writeStatus } from '../runtime/writeStatus';
import { recordRelease } from './recordRelease';
import { ReleaseRuns } from './ReleaseRuns';
import { remediatedStatus, stalledStatus } from './releaseStatus';
import { remediationOf } from './remediation';
import { helmRelease } from './renderRelease';
import { lastGoodSnapshot, Snapshot } from './Snapshot';
import { deleteRelease } from './uninstallRelease';

/** At once, as the next step of the same reconcile. */
const NEXT_STEP_MS = 500;

/** Something failed, so many times in a row. @public */
export interface FailedAttempts {
  action: 'install' | 'upgrade';
  failures: number;
}

/** Gives up until something changes, and says so. @public */
export function stallRelease(
  object: StoredObject,
  lab: Lab,
  { action, failures }: FailedAttempts,
): void {
  const outcome = {
    reason: 'RetriesExceeded',
    message: `Failed to ${action} after ${failures} attempt(s)`,
  };
  const status = stalledStatus(object, outcome, { now: lab.clock.now() });
  writeStatus(lab.store, object, status);
  recordRelease(object, lab, { type: 'Warning', ...outcome });
}

function rollBack(
  object: StoredObject,
  lab: Lab,
  { runs, good, token }: { runs: ReleaseRuns; good: Snapshot; token: string },
): void {
  const manifests = runs.manifestsOf(object, good.version);
  if (!manifests) return;
  const now = lab.clock.now();
  const history: Snapshot[] = object.status?.history ?? [];
  const snapshot: Snapshot = {
    ...good,
    version: Math.max(...history.map(({ version }) => version)) + 1,
    status: 'failed',
    action: 'rollback',
    lastDeployed: isoTime(now),
  };
  const run = { token, snapshot, startedAt: now, manifests };
  runs.begin(object, lab.store, run);
}

function uninstall(object: StoredObject, lab: Lab): void {
  deleteRelease(object, lab);
  const { namespace, name } = helmRelease(object);
  const outcome = {
    reason: 'UninstallSucceeded',
    message: `Helm uninstall remediation for release ${namespace}/${name} succeeded`,
  };
  const status = remediatedStatus(object, outcome, {
    now: lab.clock.now(),
    fields: { inventory: { entries: [] } },
  });
  writeStatus(lab.store, object, status);
  recordRelease(object, lab, { type: 'Normal', ...outcome });
}

/**
 * Does what the spec says about a failed install or upgrade. Answers after how
 * long to go on; undefined when that was the end.
 * @public
 */
export function remediateRelease(
  object: StoredObject,
  lab: Lab,
  failed: FailedAttempts & { runs: ReleaseRuns; token: string },
): number | undefined {
  const { action, failures, runs, token } = failed;
  const remediation = remediationOf(object, action);
  if (remediation.strategy === 'retry') return remediation.retryIntervalMs;
  if (failures > remediation.retries && !remediation.remediatesLast) {
    stallRelease(object, lab, failed);
    return undefined;
  }
  const good = lastGoodSnapshot(object.status?.history);
  if (remediation.strategy === 'rollback' && good) {
    rollBack(object, lab, { runs, good, token });
  } else {
    uninstall(object, lab);
  }
  return NEXT_STEP_MS;
}

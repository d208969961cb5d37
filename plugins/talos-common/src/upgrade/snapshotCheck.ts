import {
  fieldsOf,
  listOf,
  textOf,
  timeMsOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { Check } from '../contract/machine';
import {
  judgeObjects,
  named,
  nameOf,
  type Finding,
} from '../kubernetes/judgeObjects';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';

const HOUR_MS = 3_600_000;
/** Older snapshots lose too much of what happened since. */
const SNAPSHOT_HOURS = 24;

/**
 * How old the newest snapshot of etcd is, as far as a CronJob takes them. One that was
 * seen is there still when Kubernetes has fallen silent since.
 */
export function findSnapshot(
  kubernetes: KubernetesSnapshot | undefined,
  options: { now: number },
): Finding {
  if (kubernetes?.cronJobs.state.status === 'stale') {
    const before = newestSnapshot(kubernetes.cronJobs.items, options);
    if (before.severity === 'ok') {
      return before;
    }
  }
  return judgeObjects(kubernetes?.cronJobs, jobs =>
    newestSnapshot(jobs, options),
  );
}

/** What was found, and what to do before an upgrade. */
export function snapshotCheck(
  kubernetes: KubernetesSnapshot | undefined,
  options: { now: number },
): Check {
  const { severity, reason } = findSnapshot(kubernetes, options);
  return {
    id: 'snapshot',
    title: 'There is a snapshot of etcd of today',
    severity,
    reason:
      severity === 'ok'
        ? reason
        : `${reason} Take one: talosctl etcd snapshot ./etcd.db`,
  };
}

/** The vendor's tool for it, and what says `etcd snapshot` itself. */
function takesSnapshots(job: KubeObject): boolean {
  const template = fieldsOf(fieldsOf(job.spec).jobTemplate);
  const pod = fieldsOf(fieldsOf(fieldsOf(template.spec).template).spec);
  return listOf(pod.containers).some(({ image, command, args }) => {
    const said = [command, args].flat().join(' ');
    return (
      /\/talos-backup(:|@|$)/.test(textOf(image) ?? '') ||
      /\betcd\s+snapshot\b/.test(said)
    );
  });
}

function newestSnapshot(
  jobs: readonly KubeObject[],
  { now }: { now: number },
): Finding {
  const takers = jobs.filter(takesSnapshots);
  if (takers.length === 0) {
    return {
      severity: 'unknown',
      reason: 'Not known: no CronJob takes snapshots that the portal knows of.',
    };
  }
  const newestMs = Math.max(
    ...takers.map(
      ({ status }) =>
        timeMsOf(fieldsOf(status).lastSuccessfulTime) ?? -Infinity,
    ),
  );
  if (!Number.isFinite(newestMs)) {
    return {
      severity: 'warning',
      reason: `${named(takers.map(nameOf))} never succeeded.`,
    };
  }
  const hours = Math.floor((now - newestMs) / HOUR_MS);
  return {
    severity: hours >= SNAPSHOT_HOURS ? 'warning' : 'ok',
    reason: `The newest is ${tellHours(hours)} old.`,
  };
}

function tellHours(hours: number): string {
  if (hours < 1) {
    return 'less than an hour';
  }
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** Whether jobs that take snapshots are too young for anybody to miss one. */
export function isFirstSnapshotDue(
  kubernetes: KubernetesSnapshot | undefined,
  { now }: { now: number },
): boolean {
  const takers = (kubernetes?.cronJobs.items ?? []).filter(takesSnapshots);
  return (
    takers.length > 0 &&
    takers.every(({ metadata, status }) => {
      const madeMs = timeMsOf(metadata.creationTimestamp) ?? -Infinity;
      return (
        fieldsOf(status).lastSuccessfulTime === undefined &&
        now - madeMs < SNAPSHOT_HOURS * HOUR_MS
      );
    })
  );
}

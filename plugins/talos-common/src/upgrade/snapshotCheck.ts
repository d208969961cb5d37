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

/** How old the newest snapshot of etcd is, as far as a CronJob takes them. */
export function snapshotCheck(
  kubernetes: KubernetesSnapshot | undefined,
  options: { now: number },
): Check {
  return {
    id: 'snapshot',
    title: 'There is a snapshot of etcd of today',
    ...judgeObjects(kubernetes?.cronJobs, jobs =>
      newestSnapshot(jobs, options),
    ),
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
      reason:
        'Not known: no CronJob takes snapshots that the portal knows of. Take one: talosctl etcd snapshot db.snapshot',
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
      reason: `${named(takers.map(nameOf))} never succeeded. Take one by hand.`,
    };
  }
  const hours = Math.floor((now - newestMs) / HOUR_MS);
  return hours >= SNAPSHOT_HOURS
    ? {
        severity: 'warning',
        reason: `The newest is ${hours} hours old. Take one now.`,
      }
    : { severity: 'ok', reason: `The newest is ${hours} hours old.` };
}

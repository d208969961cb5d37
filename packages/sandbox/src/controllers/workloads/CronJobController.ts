import { CronTime } from 'cron';
import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { isoTime } from '../runtime/isoTime';
import {
  controllerOfKind,
  controllerRef,
  isControlledBy,
} from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';

const COMPONENT = 'cronjob-controller';
const MINUTE_MS = 60_000;

function nextRun(cron: StoredObject, after: number): number | undefined {
  try {
    const time = new CronTime(
      cron.spec?.schedule ?? '',
      cron.spec?.timeZone ?? 'UTC',
    );
    return time
      .getNextDateFrom(new Date(after), cron.spec?.timeZone ?? 'UTC')
      .toMillis();
  } catch {
    // A schedule that is none: the real controller, too, only ever says so.
    return undefined;
  }
}

const hasEnded = (job: StoredObject) =>
  (job.status?.conditions ?? []).some(
    ({ type, status }: { type: string; status: string }) =>
      status === 'True' && (type === 'Complete' || type === 'Failed'),
  );

const isDone = (job: StoredObject) => Boolean(job.status?.completionTime);

/** Makes a Job at each time of a CronJob's schedule, and clears the old ones away. @public */
export class CronJobController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'batch';
  readonly kind = 'CronJob';
  readonly watches = [
    {
      group: 'batch',
      kind: 'Job',
      map: (job: StoredObject) => controllerOfKind(job, 'CronJob'),
    },
  ];

  reconcile(cron: StoredObject, lab: Lab): number | undefined {
    if (cron.metadata.deletionTimestamp) return undefined;
    const now = lab.clock.now();
    const jobs = lab.store
      .list(
        { group: 'batch', kind: 'Job' },
        { namespace: cron.metadata.namespace },
      )
      .filter(job => isControlledBy(job, cron));
    this.#dropHistory(cron, lab, jobs);
    const last = Date.parse(
      cron.status?.lastScheduleTime ??
        cron.metadata.creationTimestamp ??
        isoTime(now),
    );
    const due = nextRun(cron, last);
    if (due === undefined) {
      const message = `unparseable schedule: "${cron.spec?.schedule}"`;
      lab.events.record(cron, COMPONENT, {
        type: 'Warning',
        reason: 'UnparseableSchedule',
        message,
      });
      return undefined;
    }
    const isDue = due <= now && !cron.spec?.suspend;
    const active = jobs.filter(job => !hasEnded(job));
    const isFree =
      cron.spec?.concurrencyPolicy !== 'Forbid' || active.length === 0;
    if (isDue && isFree) active.push(this.#createJob(cron, lab, due));
    this.#report(cron, lab, {
      jobs,
      active,
      scheduledAt: isDue && isFree ? now : undefined,
    });
    return Math.max((nextRun(cron, now) ?? now + MINUTE_MS) - now, 1_000);
  }

  #createJob(cron: StoredObject, lab: Lab, due: number): StoredObject {
    const { name, namespace } = cron.metadata;
    const template = cron.spec.jobTemplate;
    const job = `${name}-${Math.floor(due / MINUTE_MS)}`;
    lab.events.record(cron, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created job ${job}`,
    });
    return lab.store.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        ...template.metadata,
        name: job,
        namespace,
        labels: {
          ...template.metadata?.labels,
          ...template.spec.template.metadata?.labels,
        },
        ownerReferences: [controllerRef(cron)],
      },
      spec: template.spec,
    });
  }

  #dropHistory(
    cron: StoredObject,
    lab: Lab,
    jobs: readonly StoredObject[],
  ): void {
    const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } =
      cron.spec ?? {};
    const newestFirst = [...jobs]
      .filter(hasEnded)
      .sort((a, b) =>
        String(b.metadata.creationTimestamp).localeCompare(
          String(a.metadata.creationTimestamp),
        ),
      );
    const surplus = [
      ...newestFirst.filter(isDone).slice(successfulJobsHistoryLimit),
      ...newestFirst.filter(job => !isDone(job)).slice(failedJobsHistoryLimit),
    ];
    for (const job of surplus) lab.store.delete(refOf(job));
  }

  #report(
    cron: StoredObject,
    lab: Lab,
    run: {
      jobs: readonly StoredObject[];
      active: readonly StoredObject[];
      scheduledAt?: number;
    },
  ): void {
    const completed = run.jobs
      .map(job => job.status?.completionTime)
      .filter(Boolean)
      .sort()
      .at(-1);
    writeStatus(lab.store, cron, {
      ...cron.status,
      active: run.active.map(job => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: job.metadata.name,
        namespace: job.metadata.namespace,
        uid: job.metadata.uid,
      })),
      ...(run.scheduledAt
        ? { lastScheduleTime: isoTime(run.scheduledAt) }
        : {}),
      ...(completed ? { lastSuccessfulTime: completed } : {}),
    });
  }
}

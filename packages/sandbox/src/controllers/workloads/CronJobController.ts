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
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What is made this soon after the start belongs to a lab that has been running for days. */
const SETTLING_MS = 2 * MINUTE_MS;
/** How long a run of the past took. */
const PAST_RUN_MS = 5_000;
/** How far back a run is looked for: the shortest span that holds one. */
const PAST_SPANS_MS = [60 * MINUTE_MS, DAY_MS, 32 * DAY_MS, 366 * DAY_MS];

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

/** The last time of the schedule in a span of time. */
function lastRun(
  cron: StoredObject,
  { after, until }: { after: number; until: number },
): number | undefined {
  let last: number | undefined;
  let next = nextRun(cron, after);
  while (next !== undefined && next <= until) {
    last = next;
    next = nextRun(cron, next);
  }
  return last;
}

/** What the status of a CronJob says that has run well for a long time. */
function pastRun(
  cron: StoredObject,
  now: number,
): { lastScheduleTime: string; lastSuccessfulTime: string } | undefined {
  const until = now - PAST_RUN_MS;
  for (const span of PAST_SPANS_MS) {
    const ran = lastRun(cron, { after: until - span, until });
    if (ran !== undefined) {
      return {
        lastScheduleTime: isoTime(ran),
        lastSuccessfulTime: isoTime(ran + PAST_RUN_MS),
      };
    }
  }
  return undefined;
}

const hasEnded = (job: StoredObject) =>
  (job.status?.conditions ?? []).some(
    ({ type, status }: { type: string; status: string }) =>
      status === 'True' && (type === 'Complete' || type === 'Failed'),
  );

const isDone = (job: StoredObject) => Boolean(job.status?.completionTime);

/**
 * Makes a Job at each time of a CronJob's schedule, and clears the old ones away.
 * CronJobs that the lab begins with have run before: their status says when. The Jobs
 * of that time are gone.
 * @public
 */
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

  readonly #settledAt: number;

  constructor(options: { startedAt: number }) {
    this.#settledAt = options.startedAt + SETTLING_MS;
  }

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
    const status = { ...this.#past(cron, now), ...cron.status };
    const last = Date.parse(
      status.lastScheduleTime ??
        cron.metadata.creationTimestamp ??
        isoTime(now),
    );
    const next = nextRun(cron, now);
    if (next === undefined) {
      const message = `unparseable schedule: "${cron.spec?.schedule}"`;
      lab.events.record(cron, COMPONENT, {
        type: 'Warning',
        reason: 'UnparseableSchedule',
        message,
      });
      return undefined;
    }
    const due = cron.spec?.suspend
      ? undefined
      : lastRun(cron, { after: last, until: now });
    const active = jobs.filter(job => !hasEnded(job));
    const isFree =
      cron.spec?.concurrencyPolicy !== 'Forbid' || active.length === 0;
    const ranFor = isFree ? due : undefined;
    if (ranFor !== undefined) active.push(this.#createJob(cron, lab, ranFor));
    this.#report(cron, lab, { status, jobs, active, ranFor });
    return Math.max(next - now, 1_000);
  }

  #past(cron: StoredObject, now: number): ReturnType<typeof pastRun> {
    const isOld = now < this.#settledAt && !cron.spec?.suspend;
    return isOld && !cron.status?.lastScheduleTime
      ? pastRun(cron, now)
      : undefined;
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
      status: StoredObject['status'];
      jobs: readonly StoredObject[];
      active: readonly StoredObject[];
      ranFor?: number;
    },
  ): void {
    const completed = run.jobs
      .map(job => job.status?.completionTime)
      .filter(Boolean)
      .sort()
      .at(-1);
    writeStatus(lab.store, cron, {
      ...run.status,
      active: run.active.map(job => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: job.metadata.name,
        namespace: job.metadata.namespace,
        uid: job.metadata.uid,
      })),
      ...(run.ranFor === undefined
        ? {}
        : { lastScheduleTime: isoTime(run.ranFor) }),
      ...(completed ? { lastSuccessfulTime: completed } : {}),
    });
  }
}

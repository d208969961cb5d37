import { StoredObject } from '../../kubernetes/ObjectStore';
import { withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix } from '../runtime/digest';
import { isoTime } from '../runtime/isoTime';
import { controllerOfKind } from '../runtime/owners';
import { writeStatus } from '../runtime/writeStatus';
import { podFromTemplate } from './podFromTemplate';
import { isPodActive, isPodReady, podsOf } from './podState';

const COMPONENT = 'job-controller';
const DEFAULT_BACKOFF_LIMIT = 6;

/** Runs the pod of a Job until it has succeeded once, or failed too often. @public */
export class JobController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'batch';
  readonly kind = 'Job';
  readonly watches = [
    {
      group: '',
      kind: 'Pod',
      map: (pod: StoredObject) => controllerOfKind(pod, 'Job'),
    },
  ];

  reconcile(job: StoredObject, lab: Lab): undefined {
    if (
      job.metadata.deletionTimestamp ||
      job.status?.completionTime ||
      job.spec?.suspend
    )
      return;
    const pods = podsOf(lab.store, job);
    const succeeded = pods.filter(
      pod => pod.status?.phase === 'Succeeded',
    ).length;
    const failed = pods.filter(pod => pod.status?.phase === 'Failed').length;
    const active = pods.filter(isPodActive);
    const hasFailed =
      failed > (job.spec?.backoffLimit ?? DEFAULT_BACKOFF_LIMIT);
    if (succeeded === 0 && active.length === 0 && !hasFailed) {
      this.#create(job, lab, pods.length);
    }
    const now = lab.clock.now();
    const ended = this.#ending({ succeeded, hasFailed });
    writeStatus(lab.store, job, {
      ...job.status,
      startTime: job.status?.startTime ?? isoTime(now),
      active: ended ? 0 : 1,
      ready: active.filter(isPodReady).length,
      ...(succeeded > 0 ? { succeeded, completionTime: isoTime(now) } : {}),
      ...(failed > 0 ? { failed } : {}),
      ...(ended
        ? { conditions: withCondition(job.status?.conditions, ended, now) }
        : {}),
    });
  }

  #ending({ succeeded, hasFailed }: { succeeded: number; hasFailed: boolean }) {
    const status = 'True' as const;
    if (succeeded > 0) {
      const message = 'Reached expected number of succeeded pods';
      return {
        type: 'Complete',
        status,
        reason: 'CompletionsReached',
        message,
      };
    }
    if (!hasFailed) return undefined;
    const message = 'Job has reached the specified backoff limit';
    return { type: 'Failed', status, reason: 'BackoffLimitExceeded', message };
  }

  #create(job: StoredObject, lab: Lab, attempt: number): void {
    const name = `${job.metadata.name}-${nameSuffix(
      `${job.metadata.uid}/${attempt}`,
    )}`;
    lab.store.create(
      podFromTemplate(job, {
        name,
        labels: {
          'batch.kubernetes.io/controller-uid': job.metadata.uid ?? '',
          'batch.kubernetes.io/job-name': job.metadata.name,
          'job-name': job.metadata.name,
        },
        spec: {
          restartPolicy: job.spec.template.spec?.restartPolicy ?? 'Never',
        },
      }),
    );
    lab.events.record(job, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${name}`,
    });
  }
}

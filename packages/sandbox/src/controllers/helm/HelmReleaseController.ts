import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Chart } from '../charts/Chart';
import { checkHealth } from '../kustomize/healthCheck';
import { refOfInventoryId } from '../kustomize/inventory';
import { ReconcileFailure } from '../kustomize/ReconcileFailure';
import {
  dependentsOf,
  unreadyDependency,
} from '../kustomize/unreadyDependency';
import { Controller, Lab } from '../runtime/Controller';
import { withFinalizer } from '../runtime/finalizer';
import { formatDuration } from '../runtime/formatDuration';
import { isoTime } from '../runtime/isoTime';
import { parseDuration } from '../runtime/parseDuration';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import {
  ACTION_REASONS,
  actionTimeoutMs,
  failedText,
  succeededText,
} from './action';
import { chartSourceRef, ResolvedChart, resolveChart } from './chartSource';
import { recordRelease } from './recordRelease';
import { ReleaseRuns, Run } from './ReleaseRuns';
import {
  failedStatus,
  notReadyStatus,
  releasedStatus,
  remediatedStatus,
  runningStatus,
  stalledStatus,
  WAITING_REASONS,
} from './releaseStatus';
import { remediateRelease, stallRelease } from './remediateRelease';
import { remediationOf } from './remediation';
import { renderRelease } from './renderRelease';
import { isForced, isReset } from './requests';
import { lastGoodSnapshot, Snapshot, withSnapshot } from './Snapshot';
import { finishRelease } from './uninstallRelease';
import {
  attemptedFields,
  isDeployed,
  isNewWish,
  newSnapshot,
  Wish,
  wishOf,
} from './Wish';

const GROUP = 'helm.toolkit.fluxcd.io';
const RETRY_MS = 5_000;
const POLL_MS = 500;
const DEFAULT_INTERVAL_MS = 3_600_000;
const NO_FAILURES = { failures: 0, installFailures: 0, upgradeFailures: 0 };

const intervalMs = (object: StoredObject) =>
  parseDuration(object.spec?.interval, DEFAULT_INTERVAL_MS);

function releasesOf(store: ObjectStore, source: StoredObject) {
  const { group, kind, namespace, name } = refOf(source);
  return store
    .list({ group: GROUP, kind: 'HelmRelease' })
    .filter(release => {
      const ref = chartSourceRef(release);
      return (
        ref?.group === group &&
        ref.kind === kind &&
        ref.namespace === namespace &&
        ref.name === name
      );
    })
    .map(({ metadata }) => metadata);
}

/**
 * Releases charts as helm-controller does: install, upgrade, wait, and what the
 * spec says is done when that fails. It runs the charts it is given; for any
 * other it says so, and the release is never called ready.
 *
 * A newer wish takes the place of an action under way.
 * @public
 */
export class HelmReleaseController implements Controller {
  readonly name = 'helm-controller';
  readonly group = GROUP;
  readonly kind = 'HelmRelease';
  readonly watches = [
    ...['OCIRepository', 'HelmChart'].map(kind => ({
      group: 'source.toolkit.fluxcd.io',
      kind,
      map: (source: StoredObject, { store }: Lab) => releasesOf(store, source),
    })),
    {
      group: GROUP,
      kind: 'HelmRelease',
      map: (object: StoredObject, { store }: Lab) =>
        dependentsOf(store, object, GROUP),
    },
  ];
  readonly #charts: ReadonlyMap<string, Chart>;
  readonly #prepare: (
    manifests: readonly StoredObject[],
    store: ObjectStore,
  ) => void;
  readonly #runs = new ReleaseRuns();

  /** `prepare` is called with what is about to be applied, e.g. to serve its kinds. */
  constructor(options: {
    charts: readonly Chart[];
    prepare?: (manifests: readonly StoredObject[], store: ObjectStore) => void;
  }) {
    this.#charts = new Map(options.charts.map(chart => [chart.name, chart]));
    this.#prepare = options.prepare ?? (() => undefined);
  }

  forget(ref: { namespace?: string; name: string }): void {
    this.#runs.forget(ref);
  }

  reconcile(object: StoredObject, lab: Lab): number | undefined {
    if (object.metadata.deletionTimestamp) {
      return finishRelease(object, lab) ? undefined : POLL_MS;
    }
    const live = withFinalizer(object, lab.store);
    if (live.spec?.suspend) return undefined;
    try {
      return this.#attempt(live, lab);
    } catch (error) {
      if (!(error instanceof ReconcileFailure)) throw error;
      return this.#wait(live, lab, error);
    }
  }

  #attempt(object: StoredObject, lab: Lab): number | undefined {
    const why = unreadyDependency(lab.store, object, {
      group: GROUP,
      kind: this.kind,
    });
    if (why) throw new ReconcileFailure('DependencyNotReady', why);
    const resolved = resolveChart(lab.store, object);
    const chart = this.#charts.get(resolved.name);
    if (!chart) return this.#refuse(object, lab, resolved);
    const wish = wishOf(object, lab.store, { resolved, chart });
    const run = this.#runs.of(object);
    return run?.token === wish.token
      ? this.#follow(object, lab, run)
      : this.#decide(object, lab, wish);
  }

  /** Whether there is something to do, and what. */
  #decide(object: StoredObject, lab: Lab, wish: Wish): number | undefined {
    const [latest]: Snapshot[] = object.status?.history ?? [];
    if (isDeployed(latest, wish) && !isForced(object)) {
      return this.#confirm(object, lab, latest);
    }
    const isFresh =
      isNewWish(object, wish) || isReset(object) || isForced(object);
    const action = lastGoodSnapshot(object.status?.history)
      ? 'upgrade'
      : 'install';
    const failures = isFresh
      ? 0
      : Number(object.status?.[`${action}Failures`] ?? 0);
    if (failures > remediationOf(object, action).retries) {
      stallRelease(object, lab, { action, failures });
      return intervalMs(object);
    }
    return this.#begin(object, lab, { wish, action, isFresh });
  }

  /** Already as wished: the status may still have to be told so. */
  #confirm(object: StoredObject, lab: Lab, latest: Snapshot): number {
    const outcome = {
      reason: ACTION_REASONS[latest.action].done,
      message: succeededText(latest),
    };
    const status = releasedStatus(object, outcome, {
      now: lab.clock.now(),
      fields: { lastAttemptedGeneration: object.metadata.generation },
    });
    writeStatus(lab.store, object, status);
    return intervalMs(object);
  }

  #begin(
    object: StoredObject,
    lab: Lab,
    next: { wish: Wish; action: 'install' | 'upgrade'; isFresh: boolean },
  ): number | undefined {
    const { wish, action, isFresh } = next;
    const now = lab.clock.now();
    const snapshot = newSnapshot(object, wish, { action, now });
    const timeout = formatDuration(actionTimeoutMs(object));
    const status = runningStatus(
      object,
      `Running '${action}' action with timeout of ${timeout}`,
      {
        now,
        fields: {
          ...(isFresh ? NO_FAILURES : {}),
          ...attemptedFields(object, wish, action),
        },
      },
    );
    const live = writeStatus(lab.store, object, status) ?? object;
    const run = { token: wish.token, snapshot, startedAt: now };
    try {
      const failureReason = ACTION_REASONS[action].failed;
      const manifests = renderRelease(object, lab.store, {
        ...wish,
        failureReason,
      });
      this.#prepare(manifests, lab.store);
      this.#runs.begin(live, lab.store, { ...run, manifests });
      return POLL_MS;
    } catch (error) {
      if (!(error instanceof ReconcileFailure)) throw error;
      return this.#fail(live, lab, { ...run, inventory: [] }, error.message);
    }
  }

  #follow(object: StoredObject, lab: Lab, run: Run): number | undefined {
    const refs = run.inventory.map(({ id }) => refOfInventoryId(id));
    const isWaiting = object.spec?.[run.snapshot.action]?.disableWait !== true;
    const health = isWaiting
      ? checkHealth(lab.store, refs)
      : ({ state: 'healthy' } as const);
    if (health.state === 'healthy') return this.#succeed(object, lab, run);
    const passedMs = lab.clock.now() - run.startedAt;
    if (health.state === 'waiting' && passedMs < actionTimeoutMs(object))
      return POLL_MS;
    const why =
      health.state === 'waiting'
        ? `timeout waiting for: ${health.waitingFor}`
        : health.message;
    return this.#fail(object, lab, run, `${failedText(run.snapshot)}: ${why}`);
  }

  #succeed(object: StoredObject, lab: Lab, run: Run): number {
    this.#runs.end(object);
    const now = lab.clock.now();
    const snapshot: Snapshot = {
      ...run.snapshot,
      status: 'deployed',
      lastDeployed: isoTime(now),
    };
    const outcome = {
      reason: ACTION_REASONS[snapshot.action].done,
      message: succeededText(snapshot),
    };
    const fields = {
      history: withSnapshot(object.status?.history, snapshot),
      lastAttemptedReleaseActionDuration: formatDuration(now - run.startedAt),
    };
    recordRelease(object, lab, { type: 'Normal', ...outcome }, snapshot);
    if (snapshot.action === 'rollback') {
      writeStatus(
        lab.store,
        object,
        remediatedStatus(object, outcome, { now, fields }),
      );
      return POLL_MS;
    }
    const status = releasedStatus(object, outcome, {
      now,
      fields: { ...fields, ...NO_FAILURES },
    });
    writeStatus(lab.store, object, status);
    return intervalMs(object);
  }

  #fail(
    object: StoredObject,
    lab: Lab,
    run: Run,
    message: string,
  ): number | undefined {
    this.#runs.end(object);
    const { snapshot, token } = run;
    const { action } = snapshot;
    const now = lab.clock.now();
    const latest = lab.store.get(refOf(object)) ?? object;
    const count = (field: string) => Number(latest.status?.[field] ?? 0) + 1;
    const outcome = { reason: ACTION_REASONS[action].failed, message };
    const failures = count(`${action}Failures`);
    const status = failedStatus(latest, outcome, {
      now,
      fields: {
        history: withSnapshot(latest.status?.history, snapshot),
        failures: count('failures'),
        ...(action === 'rollback' ? {} : { [`${action}Failures`]: failures }),
        lastAttemptedReleaseActionDuration: formatDuration(now - run.startedAt),
      },
    });
    const live = writeStatus(lab.store, latest, status) ?? latest;
    recordRelease(live, lab, { type: 'Warning', ...outcome }, snapshot);
    if (action === 'rollback') return RETRY_MS;
    const runs = this.#runs;
    return (
      remediateRelease(live, lab, { action, failures, runs, token }) ??
      intervalMs(object)
    );
  }

  #wait(
    object: StoredObject,
    lab: Lab,
    { reason, message }: ReconcileFailure,
  ): number {
    const latest = lab.store.get(refOf(object)) ?? object;
    const status = notReadyStatus(
      latest,
      { reason, message },
      { now: lab.clock.now() },
    );
    writeStatus(lab.store, latest, status);
    // Not a failure: something else has to come first.
    const type = WAITING_REASONS.includes(reason) ? 'Normal' : 'Warning';
    recordRelease(object, lab, { type, reason, message });
    return RETRY_MS;
  }

  /** A chart that cannot be run here: told as it is, never as ready. */
  #refuse(
    object: StoredObject,
    lab: Lab,
    { name, version }: ResolvedChart,
  ): undefined {
    const outcome = {
      reason: 'ChartNotSupported',
      message: `the embedded lab does not know what this chart runs: chart '${name}' version '${version}' is fetched, but not run here`,
    };
    const now = lab.clock.now();
    const failed = failedStatus(object, outcome, { now });
    const live = writeStatus(lab.store, object, failed) ?? object;
    writeStatus(lab.store, live, stalledStatus(live, outcome, { now }));
    recordRelease(object, lab, { type: 'Warning', ...outcome });
    return undefined;
  }
}

import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { withFinalizer } from '../runtime/finalizer';
import { formatDuration } from '../runtime/formatDuration';
import { objectKey } from '../runtime/objectKey';
import { parseDuration } from '../runtime/parseDuration';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { ArtifactCache } from '../source/ArtifactCache';
import { REQUESTED_AT } from '../source/sourceStatus';
import { applyInventory } from './applyInventory';
import { ReadAddress, buildManifests } from './buildManifests';
import { finishKustomization } from './finishKustomization';
import { checkHealth, healthCheckRefs } from './healthCheck';
import { InventoryEntry } from './inventory';
import {
  failedStatus,
  progressingStatus,
  readyStatus,
} from './kustomizationStatus';
import { recordChanges, recordKustomization } from './recordKustomization';
import { ReconcileFailure } from './ReconcileFailure';
import { withReconciliation } from './reconcileHistory';
import { behindSource, sourceRefOf } from './sourceRef';
import { dependentsOf, unreadyDependency } from './unreadyDependency';

const GROUP = 'kustomize.toolkit.fluxcd.io';
/** The controller's `--requeue-dependency`, 5 s in most labs. */
const DEPENDENCY_RETRY_MS = 5_000;
const HEALTH_POLL_MS = 500;
const DEFAULT_INTERVAL_MS = 3_600_000;
const NO_ARTIFACT = 'Source artifact not found, retrying in 5s';

const intervalMs = (object: StoredObject) =>
  parseDuration(object.spec?.interval, DEFAULT_INTERVAL_MS);
const timeoutMs = (object: StoredObject) =>
  parseDuration(object.spec?.timeout, intervalMs(object));

/** One attempt to bring a Kustomization to a revision. */
interface Attempt {
  /** Revision, generation and request: another token is another attempt. */
  token: string;
  revision: string;
  startedAt: number;
  digest: string;
  inventory: InventoryEntry[];
}

/** What is to be applied, and from where. */
interface Target {
  token: string;
  revision: string;
  files: ReadonlyMap<string, string>;
}

/**
 * Applies directories of a source, as kustomize-controller does: build, apply
 * with an inventory, prune, wait for health, remember.
 *
 * An attempt that waits for health is remembered here and goes on without being
 * applied again, until it is healthy, times out, or there is something newer.
 * @public
 */
export class KustomizationController implements Controller {
  readonly name = 'kustomize-controller';
  readonly group = GROUP;
  readonly kind = 'Kustomization';
  readonly watches = [
    {
      group: 'source.toolkit.fluxcd.io',
      kind: 'GitRepository',
      map: (source: StoredObject, { store }: Lab) =>
        behindSource(source, store),
    },
    {
      group: GROUP,
      kind: 'Kustomization',
      map: (object: StoredObject, { store }: Lab) =>
        dependentsOf(store, object, GROUP),
    },
  ];
  readonly #artifacts: ArtifactCache;
  readonly #waiting = new Map<string, Attempt>();
  readonly #prepare: (
    manifests: readonly StoredObject[],
    store: ObjectStore,
  ) => void;

  readonly #readAddress: ReadAddress | undefined;

  /**
   * `prepare` is called with what is about to be applied, e.g. to serve its kinds;
   * `readAddress` gives the manifests that a tree refers to by their address.
   */
  constructor(options: {
    artifacts: ArtifactCache;
    readAddress?: ReadAddress;
    prepare?: (manifests: readonly StoredObject[], store: ObjectStore) => void;
  }) {
    this.#artifacts = options.artifacts;
    this.#prepare = options.prepare ?? (() => undefined);
    this.#readAddress = options.readAddress;
  }

  forget(ref: { namespace?: string; name: string }): void {
    this.#waiting.delete(objectKey(ref));
  }

  reconcile(object: StoredObject, lab: Lab): number | undefined {
    if (object.metadata.deletionTimestamp) {
      return finishKustomization(object, lab) ? undefined : HEALTH_POLL_MS;
    }
    const live = withFinalizer(object, lab.store);
    if (live.spec?.suspend) return undefined;
    try {
      return this.#attempt(live, lab);
    } catch (error) {
      if (!(error instanceof ReconcileFailure)) throw error;
      return this.#fail(live, lab, error);
    }
  }

  #attempt(object: StoredObject, lab: Lab): number | undefined {
    const target = this.#target(object, lab);
    const { revision } = target;
    const why = unreadyDependency(lab.store, object, {
      group: GROUP,
      kind: this.kind,
      revision,
    });
    if (why) throw new ReconcileFailure('DependencyNotReady', why);
    const key = objectKey(object.metadata);
    const waiting = this.#waiting.get(key);
    if (waiting?.token === target.token)
      return this.#awaitHealth(object, lab, waiting);
    this.#waiting.delete(key);
    const attempt = this.#apply(object, lab, target);
    this.#waiting.set(key, attempt);
    return this.#awaitHealth(
      lab.store.get(refOf(object)) ?? object,
      lab,
      attempt,
    );
  }

  #target(object: StoredObject, { store }: Lab): Target {
    const ref = sourceRefOf(object);
    const source = store.get(ref);
    const revision: string | undefined = source?.status?.artifact?.revision;
    const tree = revision ? this.#artifacts.get(revision) : undefined;
    if (!source) {
      throw new ReconcileFailure(
        'ArtifactFailed',
        `Source '${ref.kind}/${ref.namespace}/${ref.name}' not found`,
      );
    }
    if (!revision || !tree)
      throw new ReconcileFailure('ArtifactFailed', NO_ARTIFACT);
    const { generation, annotations } = object.metadata;
    const token = JSON.stringify([
      revision,
      generation,
      annotations?.[REQUESTED_AT],
    ]);
    return { token, revision, files: tree.files };
  }

  #apply(object: StoredObject, lab: Lab, target: Target): Attempt {
    const { revision, token, files } = target;
    const startedAt = lab.clock.now();
    const isNew =
      object.status?.lastAttemptedRevision !== revision ||
      object.status?.observedGeneration !== object.metadata.generation;
    const progress = (step: string) => {
      const live = lab.store.get(refOf(object)) ?? object;
      const timeout = formatDuration(timeoutMs(object));
      const message = `${step} for revision ${revision} with a timeout of ${timeout}`;
      const change = { lastAttemptedRevision: revision };
      const status = progressingStatus(live, message, {
        now: startedAt,
        change,
      });
      if (isNew) writeStatus(lab.store, live, status);
    };
    progress('Building manifests');
    const manifests = buildManifests(object, files, {
      store: lab.store,
      readAddress: this.#readAddress,
    });
    this.#prepare(manifests, lab.store);
    const { inventory, ...changes } = applyInventory(
      lab.store,
      object,
      manifests,
    );
    recordChanges(object, lab, { ...changes, revision });
    if (healthCheckRefs(object, inventory).length > 0)
      progress('Running health checks');
    const digest = `sha256:${sha256(JSON.stringify(manifests))}`;
    return { token, revision, startedAt, digest, inventory };
  }

  #awaitHealth(
    object: StoredObject,
    lab: Lab,
    attempt: Attempt,
  ): number | undefined {
    const refs = healthCheckRefs(object, attempt.inventory);
    const health = checkHealth(lab.store, refs);
    const passedMs = lab.clock.now() - attempt.startedAt;
    if (health.state === 'waiting' && passedMs < timeoutMs(object))
      return HEALTH_POLL_MS;
    this.forget(object.metadata);
    if (health.state === 'healthy') {
      return this.#succeed(object, lab, {
        ...attempt,
        isChecked: refs.length > 0,
      });
    }
    const why =
      health.state === 'failed'
        ? health.message
        : `timeout waiting for: ${health.waitingFor}`;
    const message = `health check failed after ${formatDuration(
      passedMs,
    )}: ${why}`;
    return this.#fail(
      object,
      lab,
      new ReconcileFailure('HealthCheckFailed', message),
      attempt,
    );
  }

  #succeed(
    object: StoredObject,
    lab: Lab,
    attempt: Attempt & { isChecked: boolean },
  ): number {
    const now = lab.clock.now();
    const { revision, digest, isChecked } = attempt;
    const durationMs = now - attempt.startedAt;
    const took = formatDuration(durationMs);
    const reason = 'ReconciliationSucceeded';
    const history = withReconciliation(object.status?.history, {
      digest,
      status: reason,
      revision,
      durationMs,
      at: now,
    });
    const health = isChecked ? `Health check passed in ${took}` : undefined;
    const status = readyStatus(
      object,
      { revision, health },
      {
        now,
        change: {
          lastAppliedRevision: revision,
          lastAttemptedRevision: revision,
          history,
        },
      },
    );
    writeStatus(lab.store, object, status);
    if (object.status?.lastAppliedRevision !== revision) {
      const next = formatDuration(intervalMs(object));
      const message = `Reconciliation finished in ${took}, next run in ${next}`;
      recordKustomization(object, lab, {
        type: 'Normal',
        reason,
        message,
        revision,
      });
    }
    return intervalMs(object);
  }

  #fail(
    object: StoredObject,
    lab: Lab,
    { reason, message }: ReconcileFailure,
    attempt?: Attempt,
  ): number {
    const now = lab.clock.now();
    const latest = lab.store.get(refOf(object)) ?? object;
    const revision =
      attempt?.revision ?? latest.status?.lastAttemptedRevision ?? '';
    const isEarly =
      reason === 'DependencyNotReady' || reason === 'ArtifactFailed';
    const reconciliation = {
      digest: attempt?.digest ?? `sha256:${sha256(message)}`,
      status: reason,
      revision,
      durationMs: attempt ? now - attempt.startedAt : 0,
      at: now,
    };
    const change = isEarly
      ? {}
      : { history: withReconciliation(latest.status?.history, reconciliation) };
    const status = failedStatus(latest, { reason, message }, { now, change });
    writeStatus(lab.store, latest, status);
    const isWaiting =
      reason === 'DependencyNotReady' || message === NO_ARTIFACT;
    const type = isWaiting ? 'Normal' : 'Warning';
    recordKustomization(object, lab, { type, reason, message, revision });
    if (isEarly) return DEPENDENCY_RETRY_MS;
    return parseDuration(object.spec?.retryInterval, intervalMs(object));
  }
}

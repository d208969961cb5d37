import { StoredObject } from '../../kubernetes/ObjectStore';
import { withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix } from '../runtime/digest';
import {
  controllerOfKind,
  controllerRef,
  isControlledBy,
} from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { podsOf } from './podState';

const COMPONENT = 'deployment-controller';
const REVISION = 'deployment.kubernetes.io/revision';
const HASH_LABEL = 'pod-template-hash';
const DEFAULT_DEADLINE_S = 600;

const revisionOf = (set: StoredObject) =>
  Number(set.metadata.annotations?.[REVISION] ?? 0);

const sum = (sets: readonly StoredObject[], field: string) =>
  sets.reduce((total, set) => total + Number(set.status?.[field] ?? 0), 0);

/** Available pods that are meant to stay: a set just scaled down has not said so yet. */
const availableOf = (sets: readonly StoredObject[]) =>
  sets.reduce(
    (total, { spec, status }) =>
      total +
      Math.min(Number(status?.availableReplicas ?? 0), spec?.replicas ?? 0),
    0,
  );

/** A count, or a share of `replicas`. */
function countOf(
  value: unknown,
  replicas: number,
  round: (n: number) => number,
): number {
  if (typeof value === 'number') return value;
  const share = /^(\d+)%$/.exec(String(value ?? '25%'));
  return share ? round((replicas * Number(share[1])) / 100) : 1;
}

/** How many replicas the old and the new ReplicaSets should have next. */
function nextStep(
  deployment: StoredObject,
  current: {
    fresh: StoredObject;
    old: readonly StoredObject[];
    oldPods: number;
  },
): { fresh: number; old: number } {
  const { fresh, old, oldPods } = current;
  const replicas = deployment.spec?.replicas ?? 1;
  const oldWished = old.reduce(
    (total, set) => total + (set.spec?.replicas ?? 0),
    0,
  );
  if (deployment.spec?.strategy?.type === 'Recreate') {
    return { fresh: oldPods > 0 ? fresh.spec.replicas : replicas, old: 0 };
  }
  const { maxSurge, maxUnavailable } =
    deployment.spec?.strategy?.rollingUpdate ?? {};
  const surge = countOf(maxSurge, replicas, Math.ceil);
  const unavailable = countOf(maxUnavailable, replicas, Math.floor);
  // Both zero would never move; the API server makes one of them 1.
  const spare = surge === 0 && unavailable === 0 ? 1 : unavailable;
  const next = Math.min(
    replicas,
    Math.max(fresh.spec.replicas, replicas + surge - oldWished),
  );
  const available = availableOf([fresh, ...old]);
  const removable = Math.max(available - (replicas - spare), 0);
  const oldBroken = oldWished - availableOf(old);
  return {
    fresh: next,
    old: Math.max(oldWished - removable - oldBroken, 0),
  };
}

/**
 * Rolls Deployments out: a ReplicaSet for each pod template, scaled against the
 * older ones by the strategy.
 * @public
 */
export class DeploymentController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'apps';
  readonly kind = 'Deployment';
  readonly watches = [
    {
      group: 'apps',
      kind: 'ReplicaSet',
      map: (set: StoredObject) => controllerOfKind(set, 'Deployment'),
    },
    {
      group: '',
      kind: 'Pod',
      // A Recreate rollout waits for the last old pod to be gone, which no ReplicaSet tells.
      map: (pod: StoredObject, { store }: Lab) =>
        [...controllerOfKind(pod, 'ReplicaSet')].flatMap(ref => {
          const set = store.get({ group: 'apps', kind: 'ReplicaSet', ...ref });
          return set ? [...controllerOfKind(set, 'Deployment')] : [];
        }),
    },
  ];

  reconcile(deployment: StoredObject, lab: Lab): number | undefined {
    if (deployment.metadata.deletionTimestamp) return undefined;
    const sets = lab.store
      .list(
        { group: 'apps', kind: 'ReplicaSet' },
        { namespace: deployment.metadata.namespace },
      )
      .filter(set => isControlledBy(set, deployment));
    const hash = nameSuffix(JSON.stringify(deployment.spec.template), 10);
    const fresh =
      sets.find(set => set.metadata.labels?.[HASH_LABEL] === hash) ??
      this.#createSet(deployment, lab, { hash, sets });
    const old = sets.filter(set => set.metadata.name !== fresh.metadata.name);
    this.#count(deployment, lab, { fresh, old });
    const oldPods = old.reduce(
      (total, set) => total + podsOf(lab.store, set).length,
      0,
    );
    const next = nextStep(deployment, { fresh, old, oldPods });
    this.#scale(deployment, lab, fresh, next.fresh);
    this.#scaleDown(deployment, lab, old, next.old);
    this.#dropHistory(deployment, lab, old);
    return this.#report(deployment, lab, { fresh, old });
  }

  #createSet(
    deployment: StoredObject,
    lab: Lab,
    { hash, sets }: { hash: string; sets: readonly StoredObject[] },
  ): StoredObject {
    const { name, namespace } = deployment.metadata;
    const { template, selector = {} } = deployment.spec;
    const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
    const revision = Math.max(0, ...sets.map(revisionOf)) + 1;
    return lab.store.create({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels,
        annotations: { [REVISION]: String(revision) },
        ownerReferences: [controllerRef(deployment)],
      },
      spec: {
        replicas: 0,
        selector: {
          ...selector,
          matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
  }

  /**
   * Numbers the template that is rolled out, on its ReplicaSet and on the Deployment,
   * where `kubectl rollout` looks: one that is gone back to becomes the newest again.
   */
  #count(
    deployment: StoredObject,
    lab: Lab,
    { fresh, old }: { fresh: StoredObject; old: readonly StoredObject[] },
  ): void {
    const next = Math.max(0, ...old.map(revisionOf)) + 1;
    const revision = String(Math.max(revisionOf(fresh), next));
    for (const object of [fresh, deployment]) {
      const live = lab.store.get(refOf(object));
      if (live && live.metadata.annotations?.[REVISION] !== revision) {
        const annotations = {
          ...live.metadata.annotations,
          [REVISION]: revision,
        };
        lab.store.update({
          ...live,
          metadata: { ...live.metadata, annotations },
        });
      }
    }
  }

  #scale(
    deployment: StoredObject,
    lab: Lab,
    set: StoredObject,
    replicas: number,
  ): void {
    const live = lab.store.get(refOf(set));
    const before = live?.spec?.replicas;
    if (!live || before === replicas) return;
    lab.store.update({ ...live, spec: { ...live.spec, replicas } });
    const way = replicas > before ? 'up' : 'down';
    lab.events.record(deployment, COMPONENT, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${way} replica set ${set.metadata.name} from ${before} to ${replicas}`,
    });
  }

  #scaleDown(
    deployment: StoredObject,
    lab: Lab,
    old: readonly StoredObject[],
    total: number,
  ): void {
    let left = total;
    for (const set of [...old].sort((a, b) => revisionOf(b) - revisionOf(a))) {
      const keep = Math.min(set.spec?.replicas ?? 0, left);
      left -= keep;
      this.#scale(deployment, lab, set, keep);
    }
  }

  #dropHistory(
    deployment: StoredObject,
    lab: Lab,
    old: readonly StoredObject[],
  ): void {
    const limit = deployment.spec?.revisionHistoryLimit ?? 10;
    const idle = old
      .filter(set => !set.spec?.replicas && !set.status?.replicas)
      .sort((a, b) => revisionOf(b) - revisionOf(a));
    for (const set of idle.slice(limit)) lab.store.delete(refOf(set));
  }

  #report(
    deployment: StoredObject,
    lab: Lab,
    sets: { fresh: StoredObject; old: readonly StoredObject[] },
  ): number | undefined {
    const now = lab.clock.now();
    const fresh = lab.store.get(refOf(sets.fresh)) ?? sets.fresh;
    const all = [fresh, ...sets.old];
    const wished = deployment.spec?.replicas ?? 1;
    const [replicas, ready, available] = [
      'replicas',
      'readyReplicas',
      'availableReplicas',
    ].map(field => sum(all, field));
    const updated = sum([fresh], 'replicas');
    const isDone =
      updated >= wished && replicas === updated && available >= wished;
    const progress = progressOf(deployment, fresh, { isDone, now });
    const isAvailable =
      available >= wished - (wished > 1 ? Math.floor(wished / 4) : 0);
    let conditions = withCondition(
      deployment.status?.conditions,
      {
        type: 'Available',
        status: isAvailable ? 'True' : 'False',
        reason: isAvailable
          ? 'MinimumReplicasAvailable'
          : 'MinimumReplicasUnavailable',
        message: `Deployment ${
          isAvailable ? 'has' : 'does not have'
        } minimum availability.`,
      },
      now,
    );
    conditions = withCondition(conditions, progress.condition, now);
    writeStatus(lab.store, deployment, {
      observedGeneration: deployment.metadata.generation,
      replicas,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: available,
      ...(available < wished
        ? { unavailableReplicas: wished - available }
        : {}),
      conditions,
    });
    return progress.afterMs;
  }
}

function progressOf(
  deployment: StoredObject,
  fresh: StoredObject,
  { isDone, now }: { isDone: boolean; now: number },
) {
  const type = 'Progressing';
  const name = `ReplicaSet "${fresh.metadata.name}"`;
  const deadlineMs =
    (deployment.spec?.progressDeadlineSeconds ?? DEFAULT_DEADLINE_S) * 1_000;
  const leftMs =
    Date.parse(fresh.metadata.creationTimestamp ?? '') + deadlineMs - now;
  if (isDone) {
    const message = `${name} has successfully progressed.`;
    return {
      condition: {
        type,
        status: 'True' as const,
        reason: 'NewReplicaSetAvailable',
        message,
      },
      afterMs: undefined,
    };
  }
  const wasDone = deployment.status?.conditions?.some(
    (one: { type: string; reason: string }) =>
      one.type === type && one.reason === 'NewReplicaSetAvailable',
  );
  const isSameGeneration =
    deployment.status?.observedGeneration === deployment.metadata.generation;
  if (leftMs <= 0 && !(wasDone && isSameGeneration)) {
    const message = `${name} has timed out progressing.`;
    return {
      condition: {
        type,
        status: 'False' as const,
        reason: 'ProgressDeadlineExceeded',
        message,
      },
      afterMs: undefined,
    };
  }
  const message = `${name} is progressing.`;
  return {
    condition: {
      type,
      status: 'True' as const,
      reason: 'ReplicaSetUpdated',
      message,
    },
    afterMs: leftMs > 0 ? leftMs : undefined,
  };
}

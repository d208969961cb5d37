import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix } from '../runtime/digest';
import { controllerOfKind } from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { podFromTemplate } from './podFromTemplate';
import { isPodReady, podsOf } from './podState';

const COMPONENT = 'statefulset-controller';
const REVISION_LABEL = 'controller-revision-hash';

interface ClaimTemplate {
  metadata: { name: string; [field: string]: unknown };
  spec: unknown;
}

const ordinalOf = (pod: StoredObject) =>
  Number(pod.metadata.name.split('-').at(-1));

const isOutdated = (pod: StoredObject | undefined, revision: string) =>
  pod !== undefined && pod.metadata.labels?.[REVISION_LABEL] !== revision;

/**
 * Keeps the numbered pods of a StatefulSet: one after the other upwards, and
 * updated from the last one down. A number whose pod is still terminating is not
 * given out again, which is what keeps two writers off one volume.
 * @public
 */
export class StatefulSetController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'apps';
  readonly kind = 'StatefulSet';
  readonly watches = [
    {
      group: '',
      kind: 'Pod',
      map: (pod: StoredObject) => controllerOfKind(pod, 'StatefulSet'),
    },
  ];

  reconcile(set: StoredObject, lab: Lab): undefined {
    if (set.metadata.deletionTimestamp) return;
    const revision = `${set.metadata.name}-${nameSuffix(
      JSON.stringify(set.spec.template),
      10,
    )}`;
    this.#step(set, lab, revision);
    this.#report(set, lab, revision);
  }

  /** One thing at a time: the next pod, or the removal of one. */
  #step(set: StoredObject, lab: Lab, revision: string): void {
    const pods = podsOf(lab.store, set);
    const wished = set.spec?.replicas ?? 1;
    const byOrdinal = new Map(pods.map(pod => [ordinalOf(pod), pod]));
    const isParallel = set.spec?.podManagementPolicy === 'Parallel';
    for (let ordinal = 0; ordinal < wished; ordinal += 1) {
      const pod = byOrdinal.get(ordinal);
      if (!pod) this.#create(set, lab, { ordinal, revision });
      if (
        !isParallel &&
        (!pod || !isPodReady(pod)) &&
        !isOutdated(pod, revision)
      )
        return;
    }
    const surplus = pods.filter(pod => ordinalOf(pod) >= wished);
    const outdated = pods.filter(pod => isOutdated(pod, revision));
    const [next] = [...surplus, ...outdated]
      .filter(pod => !pod.metadata.deletionTimestamp)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a));
    if (next && !pods.some(pod => pod.metadata.deletionTimestamp)) {
      lab.store.delete(refOf(next));
    }
  }

  #create(
    set: StoredObject,
    lab: Lab,
    { ordinal, revision }: { ordinal: number; revision: string },
  ): void {
    const name = `${set.metadata.name}-${ordinal}`;
    const templates: ClaimTemplate[] = set.spec?.volumeClaimTemplates ?? [];
    for (const template of templates)
      this.#createClaim(set, lab, { template, pod: name });
    const claims = templates.map(({ metadata }) => ({
      name: metadata.name,
      persistentVolumeClaim: { claimName: `${metadata.name}-${name}` },
    }));
    lab.store.create(
      podFromTemplate(set, {
        name,
        labels: {
          [REVISION_LABEL]: revision,
          'apps.kubernetes.io/pod-index': String(ordinal),
          'statefulset.kubernetes.io/pod-name': name,
        },
        spec: {
          hostname: name,
          subdomain: set.spec?.serviceName,
          volumes: [...(set.spec.template.spec?.volumes ?? []), ...claims],
        },
      }),
    );
    lab.events.record(set, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    });
  }

  #createClaim(
    set: StoredObject,
    lab: Lab,
    { template, pod }: { template: ClaimTemplate; pod: string },
  ): void {
    const { namespace } = set.metadata;
    const name = `${template.metadata.name}-${pod}`;
    if (
      lab.store.get({
        group: '',
        kind: 'PersistentVolumeClaim',
        namespace,
        name,
      })
    )
      return;
    lab.store.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        ...template.metadata,
        name,
        namespace,
        labels: set.spec?.selector?.matchLabels,
      },
      spec: template.spec,
    });
  }

  #report(set: StoredObject, lab: Lab, revision: string): void {
    const pods = podsOf(lab.store, set).filter(
      pod => !pod.metadata.deletionTimestamp,
    );
    const ready = pods.filter(isPodReady).length;
    const updated = pods.filter(pod => !isOutdated(pod, revision)).length;
    const isDone = updated === pods.length && ready === pods.length;
    writeStatus(lab.store, set, {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: pods.length,
      updatedReplicas: updated,
      currentRevision: isDone
        ? revision
        : set.status?.currentRevision ?? revision,
      updateRevision: revision,
      collisionCount: 0,
    });
  }
}

import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { nameSuffix } from '../runtime/digest';
import { controllerOfKind } from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';
import { podFromTemplate } from './podFromTemplate';
import { isPodActive, isPodReady, podsOf } from './podState';

const COMPONENT = 'replicaset-controller';

/** Those that matter least go first, as the real controller chooses. */
const worstFirst = (a: StoredObject, b: StoredObject) =>
  Number(isPodReady(a)) - Number(isPodReady(b)) ||
  String(b.metadata.creationTimestamp).localeCompare(
    String(a.metadata.creationTimestamp),
  );

/** Keeps as many pods as a ReplicaSet asks for. @public */
export class ReplicaSetController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'apps';
  readonly kind = 'ReplicaSet';
  readonly watches = [
    {
      group: '',
      kind: 'Pod',
      map: (pod: StoredObject) => controllerOfKind(pod, 'ReplicaSet'),
    },
  ];
  #sequence = 0;

  reconcile(set: StoredObject, lab: Lab): undefined {
    if (set.metadata.deletionTimestamp) return;
    const active = podsOf(lab.store, set).filter(isPodActive);
    const wished = set.spec?.replicas ?? 1;
    for (let count = active.length; count < wished; count += 1)
      this.#create(set, lab);
    const surplus = [...active]
      .sort(worstFirst)
      .slice(0, Math.max(active.length - wished, 0));
    for (const pod of surplus) this.#delete(set, pod, lab);
    this.#report(set, lab);
  }

  #create(set: StoredObject, lab: Lab): void {
    this.#sequence += 1;
    const suffix = nameSuffix(`${set.metadata.uid}/${this.#sequence}`);
    const name = `${set.metadata.name}-${suffix}`;
    lab.store.create(podFromTemplate(set, { name }));
    lab.events.record(set, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${name}`,
    });
  }

  #delete(set: StoredObject, pod: StoredObject, lab: Lab): void {
    lab.store.delete(refOf(pod));
    lab.events.record(set, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
    });
  }

  #report(set: StoredObject, lab: Lab): void {
    const pods = podsOf(lab.store, set).filter(isPodActive);
    const ready = pods.filter(isPodReady).length;
    writeStatus(lab.store, set, {
      replicas: pods.length,
      fullyLabeledReplicas: pods.length,
      ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
      observedGeneration: set.metadata.generation,
    });
  }
}

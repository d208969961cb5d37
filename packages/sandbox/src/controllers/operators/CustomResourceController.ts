import { StoredObject } from '../../kubernetes/ObjectStore';
import { OperatedKind } from '../charts/published/ChartDescription';
import { renderValue } from '../charts/renderText';
import { Condition, withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { objectReadiness } from '../runtime/objectReadiness';
import { controllerOfKind, controllerRef } from '../runtime/owners';
import { groupOf, refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';

/**
 * What an operator does, told by a description: it makes the objects that a
 * custom resource stands for, and says in the status that they are ready. It
 * acts as soon as the kind is served, which is when its chart was released.
 * @public
 */
export class CustomResourceController implements Controller {
  readonly name: string;
  readonly group: string;
  readonly kind: string;
  readonly watches;
  readonly #operated: OperatedKind;

  constructor(options: { name: string; operated: OperatedKind }) {
    const { name, operated } = options;
    this.name = name;
    this.group = operated.group;
    this.kind = operated.kind;
    this.#operated = operated;
    const made = new Map(
      operated.makes.map(({ apiVersion, kind }) => [kind, groupOf(apiVersion)]),
    );
    // Whatever it makes may fall, or be taken away, and it with that.
    this.watches = [...made].map(([kind, group]) => ({
      group,
      kind,
      map: (one: StoredObject) => controllerOfKind(one, operated.kind),
    }));
  }

  reconcile(object: StoredObject, lab: Lab): undefined {
    if (object.metadata.deletionTimestamp) return undefined;
    const waiting = this.#operated.makes
      .map(template => this.#make(template, object, lab))
      .map(made => objectReadiness(made))
      .find(({ status }) => status !== 'Current');
    this.#report(object, lab, waiting?.message);
    return undefined;
  }

  #make(
    template: OperatedKind['makes'][number],
    object: StoredObject,
    { store }: Lab,
  ): StoredObject {
    const wanted: StoredObject = renderValue(template, object);
    const type = store.typeOf(groupOf(wanted.apiVersion), wanted.kind);
    const namespace = wanted.metadata.namespace ?? object.metadata.namespace;
    const isOwned = type?.namespaced && namespace === object.metadata.namespace;
    const made = store.apply(
      {
        ...wanted,
        metadata: {
          ...wanted.metadata,
          ...(type?.namespaced ? { namespace } : {}),
          ...(isOwned ? { ownerReferences: [controllerRef(object)] } : {}),
        },
      },
      { fieldManager: this.name },
    );
    return store.get(refOf(made)) ?? made;
  }

  #report(object: StoredObject, lab: Lab, waiting: string | undefined): void {
    const { conditions, status } = this.#operated;
    if (conditions.length === 0 && Object.keys(status).length === 0) return;
    const observedGeneration = object.metadata.generation;
    const told = conditions.reduce<Condition[]>(
      (all, { type, reason, message }) =>
        withCondition(
          all,
          waiting
            ? {
                type,
                status: 'False',
                reason: 'Progressing',
                message: waiting,
                observedGeneration,
              }
            : { type, status: 'True', reason, message, observedGeneration },
          lab.clock.now(),
        ),
      object.status?.conditions ?? [],
    );
    // What was said of it while it was ready does not hold any more.
    const rest = Object.entries(object.status ?? {}).filter(
      ([field]) => !(field in status),
    );
    writeStatus(lab.store, object, {
      ...Object.fromEntries(rest),
      ...(waiting ? {} : renderValue(status, object)),
      observedGeneration,
      ...(conditions.length > 0 ? { conditions: told } : {}),
    });
  }
}

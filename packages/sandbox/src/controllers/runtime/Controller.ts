import {
  ObjectStore,
  StoredObject,
  StoredRef,
} from '../../kubernetes/ObjectStore';
import { Clock } from './Clock';
import { EventRecorder } from './EventRecorder';
import { Faults } from './Faults';

/** What every controller stands on. @public */
export interface Lab {
  store: ObjectStore;
  clock: Clock;
  events: EventRecorder;
  faults: Faults;
}

/** A kind whose changes concern objects of a controller's own kind. @public */
export interface ControllerWatch {
  group: string;
  kind: string;
  /** Which objects of the controller's kind to look at again. */
  map(
    object: StoredObject,
    lab: Lab,
  ): Iterable<Pick<StoredRef, 'namespace' | 'name'>>;
}

/**
 * One loop of the lab: makes what is follow what is wished, for one kind.
 *
 * `reconcile` is called after an object of the kind appeared, or its spec,
 * labels or annotations changed, or it began to terminate, or a watched object
 * pointed at it. It is not called for the status it writes itself. It answers
 * after how many milliseconds to call again; undefined means when something
 * changes. It is never called twice for one object at the same time.
 * @public
 */
export interface Controller {
  /** Name of the program it stands for, such as `kustomize-controller`. */
  readonly name: string;
  readonly group: string;
  readonly kind: string;
  readonly watches?: readonly ControllerWatch[];
  /** Whether a change of the lab's faults leads to a call for every object. */
  readonly followsFaults?: boolean;
  reconcile(
    object: StoredObject,
    lab: Lab,
  ): Promise<number | undefined> | number | undefined;
  /** Called when an object of the kind is gone. */
  forget?(ref: StoredRef, lab: Lab): void;
}

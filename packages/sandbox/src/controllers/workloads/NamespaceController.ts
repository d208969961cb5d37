import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';

/** Gives every namespace its default service account. @public */
export class NamespaceController implements Controller {
  readonly name = 'namespace-controller';
  readonly group = '';
  readonly kind = 'Namespace';

  reconcile(namespace: StoredObject, lab: Lab): undefined {
    if (namespace.metadata.deletionTimestamp) return;
    lab.store.apply(
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: namespace.metadata.name },
      },
      { fieldManager: this.name },
    );
  }
}
